import {
  environments,
  type NamespaceSpec,
} from '@paddock/backstage-plugin-paddock-common';
import { Field } from '../../../parts/Field';
import type { FieldsProps } from './fields';
import { labels, problemAt } from './labels';
import { MemberRows } from './MemberRows';
import { QuotaFields } from './QuotaFields';

/** What is particular to a namespace. */
export function NamespaceFields(props: FieldsProps<NamespaceSpec>) {
  const { spec, onChange, problems, groups, standing } = props;
  return (
    <>
      <Field
        label={labels.name}
        value={spec.name}
        onChange={name => onChange({ ...spec, name })}
        help="Lower-case letters, digits and dashes, at most 63: payments-dev."
        problem={problemAt(problems, 'name')}
        maxLength={253}
        fixed={standing}
      />
      <Field
        label={labels.environment}
        value={spec.environment}
        onChange={value => {
          const environment = environments.find(each => each === value);
          if (environment) onChange({ ...spec, environment });
        }}
        options={environments.map(value => ({ value, text: value }))}
        help="What runs in it; production is looked at more closely."
        problem={problemAt(problems, 'environment')}
      />
      <QuotaFields
        quota={spec.quota}
        onChange={quota => onChange({ ...spec, quota })}
        problems={problems}
      />
      <Field
        label={labels.podSecurity}
        value={spec.podSecurity}
        onChange={podSecurity => onChange({ ...spec, podSecurity })}
        options={['restricted', 'baseline'].map(value => ({
          value,
          text: value,
        }))}
        help="What pods may do on their node. Restricted fits nearly everything."
        problem={problemAt(problems, 'podSecurity')}
      />
      <MemberRows
        members={spec.members}
        onChange={members => onChange({ ...spec, members })}
        groups={groups}
        problem={problemAt(problems, 'members')}
      />
    </>
  );
}
