// Runs the audits of the GraphQL-over-HTTP specification (npm graphql-http) against an endpoint and prints them as JSON.
import { serverAudits } from 'graphql-http';

const found = [];
for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const { status, id, name, reason } = await audit.fn();
  found.push({ status, id, name, reason });
}
console.log(JSON.stringify(found));
