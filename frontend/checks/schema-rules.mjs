// The schema linter: all rules for schemas and for Relay but those below.
import graphql from "@graphql-eslint/eslint-plugin";

const rule = (name) => `@graphql-eslint/${name}`;

export default [
  {
    files: ["**/*.graphql"],
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema: "schema.graphql" } } },
    plugins: { "@graphql-eslint": graphql },
    rules: {
      ...graphql.configs["flat/schema-all"].rules,
      ...graphql.configs["flat/schema-relay"].rules,
      [rule("require-description")]: [
        "error",
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
        },
      ],
      // The order says what belongs together, not how it is spelled.
      [rule("alphabetize")]: "off",
      // What changes data is a mutation.
      [rule("no-root-type")]: ["error", { disallow: ["subscription"] }],
      // Only what is reachable is printed; a directive of access may wait for its first field.
      [rule("no-unreachable-types")]: "off",
      // Lists that do not grow are lists: a course's tags, a mutation's errors.
      [rule("relay-edge-types")]: ["error", { listTypeCanWrapOnlyEdgeType: false }],
      // What changed is in the payload; whoever wants more asks again.
      [rule("require-field-of-type-query-in-mutation-result")]: "off",
      // The specification has no word for a date; the reason says it.
      [rule("require-deprecation-date")]: "off",
      // An id stands where a node is, and nowhere else; a test sees to it.
      [rule("strict-id-in-types")]: "off",
    },
  },
];
