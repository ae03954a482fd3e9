import Ajv from 'ajv/dist/2020';
import { createOpenApi } from './document';

const document = createOpenApi();

it('refers to nothing that it does not have', () => {
  const references = [
    ...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g),
  ].map(([, path = '']) => path);
  const found = references.filter(path =>
    path
      .split('/')
      .reduce<unknown>(
        (part, key) => (part as Record<string, unknown> | undefined)?.[key],
        document,
      ),
  );
  expect(references.length).toBeGreaterThan(100);
  expect(found).toEqual(references);
});

it('has schemas that are JSON Schemas', () => {
  const ajv = new Ajv();
  const broken = Object.entries(document.components.schemas!).filter(
    ([, schema]) => !ajv.validateSchema(schema),
  );
  expect(broken).toEqual([]);
});

it('takes parameters from what the routes parse by', () => {
  const { parameters } = document.paths['/clusters/{cluster}/pool']!
    .get as unknown as { parameters: unknown };
  expect(parameters).toEqual([
    {
      name: 'cluster',
      in: 'path',
      required: true,
      schema: { $ref: '#/components/schemas/ClusterName' },
    },
    {
      name: 'of',
      in: 'query',
      description:
        'Whose values are wanted, `node:<name>` or `namespace:<name>`. Default: the cluster',
      schema: expect.objectContaining({ type: 'string', maxLength: 300 }),
    },
    {
      name: 'range',
      in: 'query',
      description: 'In minutes; from 60 on it takes a Prometheus',
      schema: expect.objectContaining({ default: '15' }),
    },
  ]);
});

it('keeps what a body may leave out apart from what it needs', () => {
  const { LogRequest } = document.components.schemas!;
  expect(LogRequest).toMatchObject({
    required: ['sources'],
    additionalProperties: false,
    properties: { follow: { type: 'boolean', default: false } },
  });
});
