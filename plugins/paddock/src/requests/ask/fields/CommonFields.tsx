import { Field } from '../../../parts/Field';
import { numberIn, type FieldsProps } from './fields';
import { labels, problemAt } from './labels';

/** Why, for what and for how long. */
export function CommonFields({ spec, onChange, problems }: FieldsProps) {
  return (
    <>
      <Field
        label={labels.purpose}
        value={spec.purpose}
        onChange={purpose => onChange({ ...spec, purpose })}
        help="For whoever approves: what it is wanted for. No passwords here."
        problem={problemAt(problems, 'purpose')}
        maxLength={500}
        multiline
      />
      <Field
        label={labels.component}
        value={spec.component ?? ''}
        onChange={component =>
          onChange({ ...spec, component: component || undefined })
        }
        help="Optional: what in the catalog uses it, such as component:default/payments-api."
        problem={problemAt(problems, 'component')}
        maxLength={320}
      />
      <Field
        label={labels.days}
        value={spec.days === undefined ? '' : String(spec.days)}
        onChange={days => onChange({ ...spec, days: numberIn(days) })}
        type="number"
        help="Optional, in days from the approval on. You are told before; left empty, it stays until it is removed."
        problem={problemAt(problems, 'days')}
      />
    </>
  );
}
