import { Field } from '../../../parts/Field';
import { nameOfRef } from '../../words';
import type { FieldsProps } from './fields';
import { labels, problemAt } from './labels';

/** Who owns it, and in which cluster it lies. */
export function PlaceFields(props: FieldsProps) {
  const { spec, onChange, problems, options, standing } = props;
  const waits = options.clusters.find(
    each => each.name === spec.cluster,
  )?.vaultWaitsFor;
  return (
    <>
      <Field
        label={labels.team}
        value={spec.team}
        onChange={team => onChange({ ...spec, team })}
        options={options.teams.map(({ team }) => ({
          value: team,
          text: nameOfRef(team),
        }))}
        help={
          standing
            ? 'To give it to another team, hand it over on its page.'
            : 'Looks after it, and pays for it out of its budget.'
        }
        problem={problemAt(problems, 'team')}
        fixed={standing}
      />
      <Field
        label={labels.cluster}
        value={spec.cluster}
        onChange={cluster => onChange({ ...spec, cluster })}
        options={options.clusters.map(({ name, title }) => ({
          value: name,
          text: title ?? name,
        }))}
        help={
          spec.kind === 'secret' && waits
            ? `It can be sent, and is made once this is over: ${waits}`
            : 'Where it is made.'
        }
        problem={problemAt(problems, 'cluster')}
        fixed={standing}
      />
    </>
  );
}
