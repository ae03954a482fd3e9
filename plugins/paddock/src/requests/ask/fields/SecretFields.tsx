import FormHelperText from '@material-ui/core/FormHelperText';
import Typography from '@material-ui/core/Typography';
import type { SecretSpec } from '@paddock/backstage-plugin-paddock-common';
import { Check } from '../../../parts/Check';
import { ChosenNames } from '../../../parts/ChosenNames';
import { Field } from '../../../parts/Field';
import type { FieldsProps } from './fields';
import { labels, problemAt } from './labels';
import { NamespaceField } from './NamespaceField';

/** What is particular to a secret. There is no field for a value: those are typed once it is live. */
export function SecretFields(props: FieldsProps<SecretSpec>) {
  const { spec, onChange, problems, standing } = props;
  const keysProblem = problemAt(problems, 'keys');
  return (
    <>
      <NamespaceField<SecretSpec> {...props} />
      <Field
        label={labels.name}
        value={spec.name}
        onChange={name => onChange({ ...spec, name })}
        help="Lower-case letters, digits and dashes, at most 63: payments-db."
        problem={problemAt(problems, 'name')}
        maxLength={253}
        fixed={standing}
      />
      <Field
        label={labels.serviceAccount}
        value={spec.serviceAccount}
        onChange={serviceAccount => onChange({ ...spec, serviceAccount })}
        help="Pods that run as this service account may read it, and no others."
        problem={problemAt(problems, 'serviceAccount')}
        maxLength={253}
      />
      <Check
        label="Make that service account too"
        checked={spec.makeServiceAccount ?? false}
        onChange={checked =>
          onChange({ ...spec, makeServiceAccount: checked || undefined })
        }
      />
      <div role="group" aria-label="Keys">
        <Typography gutterBottom>
          Keys: their names, never their values
        </Typography>
        <ChosenNames
          what="key"
          known={{}}
          chosen={spec.keys}
          onChange={keys => onChange({ ...spec, keys: keys.slice(0, 50) })}
        />
        <FormHelperText error={keysProblem !== undefined}>
          {keysProblem ??
            'Optional, such as DB_PASSWORD; press Enter after each. Values are typed on the page of the secret once it is live, and go to Vault only.'}
        </FormHelperText>
      </div>
    </>
  );
}
