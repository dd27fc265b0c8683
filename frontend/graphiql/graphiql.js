// The tool for writing GraphQL requests: /graphql in a browser, for staff and on a laptop. Loads nothing from elsewhere.
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import "./page.css";
import { createElement } from "react";
import { createRoot } from "react-dom/client";

const root = document.getElementById("graphiql");
globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(root.dataset[`${{ json: "json", graphql: "graphql" }[label] ?? "editor"}Worker`]),
};

async function fetcher(asked, options) {
  const answer = await fetch(root.dataset.endpoint, {
    method: "POST",
    headers: {
      Accept: "application/graphql-response+json, application/json;q=0.9",
      "Content-Type": "application/json",
      "X-Client-Name": "graphiql",
      ...options?.headers,
    },
    body: JSON.stringify(asked),
  });
  return answer.json();
}

const example = `# The school's graph.
# Ctrl + Space: what can be asked. Ctrl + Enter: ask.
query Catalogue {
  courses(first: 5) {
    nodes {
      title
      provider
      level
      prices { formatted }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

createRoot(root).render(createElement(GraphiQL, { fetcher, defaultQuery: example, shouldPersistHeaders: false }));
