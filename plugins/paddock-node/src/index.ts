export { defaultLimits, MiB, type YamlLimits } from './yaml/limits';
export { parseYaml, type YamlSource } from './yaml/parseYaml';
