import type { Entity } from '@backstage/catalog-model';
import Typography from '@material-ui/core/Typography';
import { CopyBlock } from '../parts/text/CopyBlock';
import { Notice } from '../parts/state/Notice';

/** The entity does not say which workloads are its own. */
export function MissingAnnotation({ entity }: { entity: Entity }) {
  const { name } = entity.metadata;
  return (
    <Notice title={`${name} does not say which workloads are its own.`}>
      <Typography>
        This tab shows what runs in the clusters for {name}. To connect the two,
        add an annotation to its catalog-info.yaml, and the label of the same
        name and value to its workloads and their pods:
      </Typography>
      <CopyBlock
        label="annotation for catalog-info.yaml"
        text={`metadata:\n  annotations:\n    backstage.io/kubernetes-id: ${name}`}
      />
      <Typography>
        Where labels of your own are there already, name them instead with the
        annotation backstage.io/kubernetes-label-selector.
      </Typography>
    </Notice>
  );
}
