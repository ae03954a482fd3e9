import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ClusterPicker } from './ClusterPicker';
import { NamespacePicker, validatePlace } from './NamespacePicker';
import { ServicePicker } from './ServicePicker';
import { StorageClassPicker } from './StorageClassPicker';

const placeSchema = makeFieldSchema({
  output: z => z.object({ cluster: z.string(), namespace: z.string() }),
  uiOptions: z =>
    z.object({
      emptyText: z
        .string()
        .optional()
        .describe(
          'Given: nothing has to be chosen, and this says what happens then',
        ),
    }),
});

const nameSchema = makeFieldSchema({ output: z => z.string() });

/** `ui:field: PaddockNamespacePicker` */
export const namespacePickerField = createFormField({
  name: 'PaddockNamespacePicker',
  component: NamespacePicker,
  schema: placeSchema,
  validation: validatePlace,
});

/** `ui:field: PaddockClusterPicker` */
export const clusterPickerField = createFormField({
  name: 'PaddockClusterPicker',
  component: ClusterPicker,
  schema: nameSchema,
});

/** `ui:field: PaddockStorageClassPicker` */
export const storageClassPickerField = createFormField({
  name: 'PaddockStorageClassPicker',
  component: StorageClassPicker,
  schema: nameSchema,
});

/** `ui:field: PaddockServicePicker` */
export const servicePickerField = createFormField({
  name: 'PaddockServicePicker',
  component: ServicePicker,
  schema: nameSchema,
});
