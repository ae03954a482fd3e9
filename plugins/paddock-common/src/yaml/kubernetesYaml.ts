import { Document, visit } from 'yaml';

// kubectl and most tools read YAML 1.1. What the library's own check for it leaves plain: numbers of any base and with
// underscores, marks of documents, and white space that readers take for the end of a line or strip.
const misread =
  /^[-+]?0[xob]|^[-+]?[0-9][0-9_]*(\.[0-9_]*)?(e[-+]?[0-9_]+)?$|^(---|\.\.\.)|[\t\r\u0085\u00a0\u2028\u2029\ufeff]/i;

/**
 * A Kubernetes object as YAML that `kubectl apply` reads as it is: every text that YAML 1.1 takes for something else
 * (`on`, `no`, `0755`, `1_000`, `12:30`) is quoted, as kubectl quotes it. Nothing is folded or shortened. Pure.
 */
export function kubernetesYaml(
  value: object,
  { isSorted = false }: { isSorted?: boolean } = {},
): string {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    compat: 'yaml-1.1',
    sortMapEntries: isSorted,
  });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && misread.test(scalar.value)) {
        scalar.type = 'QUOTE_DOUBLE';
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}
