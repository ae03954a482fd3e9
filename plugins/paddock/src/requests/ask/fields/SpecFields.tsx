import type { FieldsProps } from './fields';
import { CommonFields } from './CommonFields';
import { NamespaceFields } from './NamespaceFields';
import { PlaceFields } from './PlaceFields';
import { SecretFields } from './SecretFields';
import { VolumeFields } from './VolumeFields';

function Particular({ spec, ...rest }: FieldsProps) {
  switch (spec.kind) {
    case 'namespace':
      return <NamespaceFields {...rest} spec={spec} />;
    case 'secret':
      return <SecretFields {...rest} spec={spec} />;
    default:
      return <VolumeFields {...rest} spec={spec} />;
  }
}

/** All fields of what is asked for. */
export function SpecFields(props: FieldsProps) {
  return (
    <>
      <Particular {...props} />
      <PlaceFields {...props} />
      <CommonFields {...props} />
    </>
  );
}
