// Prints a page of the catalogue: `node client/run.mjs client/example.ts http://127.0.0.1:8000`. Its types are checked by `npm run check`.
import { ask } from "./client.ts";

const school = process.argv[2] ?? "http://127.0.0.1:8000";
const me = { "X-Client-Name": "catalogue-example", "X-Client-Version": "1.0" };

const found = await ask(school, "Catalogue", { first: 5, filter: { level: ["ASSOCIATE"] }, order: "NEWEST" }, me);
for (const course of found.courses?.nodes ?? []) {
  const price: string = course.prices[0]?.formatted ?? "free";
  console.log(`${course.title} by ${course.instructor.name}: ${course.lessonCount} lessons, ${price}`);
}

/** Never called: what the types refuse. */
export async function wrong(): Promise<void> {
  // @ts-expect-error -- a course page needs its slug
  await ask(school, "CoursePage", {}, me);
  // @ts-expect-error -- there is no such level
  await ask(school, "Catalogue", { filter: { level: ["EXPERT"] } }, me);
  // @ts-expect-error -- there is no such document
  await ask(school, "Everything", {}, me);
  // @ts-expect-error -- the document does not ask for it
  void found.courses?.nodes[0]?.summary;
}
