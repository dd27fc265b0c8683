// A client of the graph in a page of TypeScript: registered documents by their id, typed from the schema.
import { documentIds, type Registered } from "./school.ts";

/** Why a request was not answered: its code says what to do (docs/api.md lists them). */
export class GraphError extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** Seconds to wait before it is sent again, when waiting helps. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

type Told = { message: string; extensions: { code: string; retryAfter?: number } };

/**
 * Ask a registered document.
 *
 * @param school where it is: "https://school.example".
 * @param name of the document.
 * @param variables that it takes.
 * @param headers who asks: X-Client-Name and X-Client-Version at least.
 */
export async function ask<Name extends keyof Registered>(
  school: string,
  name: Name,
  variables: Registered[Name]["variables"],
  headers: { "X-Client-Name": string; "X-Client-Version": string; Authorization?: string },
): Promise<Registered[Name]["data"]> {
  const response = await fetch(new URL("/graphql", school), {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/graphql-response+json", ...headers },
    body: JSON.stringify({ documentId: documentIds[name], variables }),
  });
  const body = (await response.json()) as { data?: Registered[Name]["data"]; errors?: Told[] };
  const [error] = body.errors ?? [];
  if (error) throw new GraphError(error.extensions.code, error.message, error.extensions.retryAfter);
  return body.data as Registered[Name]["data"];
}
