import { Check } from '../parts/Check';
import { Disclosure } from '../parts/Disclosure';
import { Field } from '../parts/Field';
import type { ShellForm } from './shellForm';

interface ShellFieldsProps {
  form: ShellForm;
  onChange: (form: ShellForm) => void;
  /** Names that are offered. */
  images: readonly string[];
  nodes: readonly string[];
}

/** What a new shell is made of. */
export function ShellFields({
  form,
  onChange,
  images,
  nodes,
}: ShellFieldsProps) {
  const set = (key: keyof ShellForm) => (value: string) =>
    onChange({ ...form, [key]: value });
  return (
    <>
      <Field
        label="Image"
        value={form.image}
        onChange={set('image')}
        suggestions={images}
        help="As a container names it: registry/name:tag."
        maxLength={500}
      />
      <Field
        label="Command"
        value={form.command}
        onChange={set('command')}
        help="Without one: bash where the image has it, else sh."
        maxLength={4_096}
      />
      <Disclosure title="Environment, node and amounts">
        <Field
          label="Environment variables"
          value={form.env}
          onChange={set('env')}
          multiline
          help="One NAME=value a line. Whoever may see the pod sees them: no secrets."
        />
        <Field
          label="Node"
          value={form.node}
          onChange={set('node')}
          suggestions={nodes}
          help="It runs on this one only (its label kubernetes.io/hostname). Without one the cluster chooses."
          maxLength={63}
        />
        <Field
          label="CPU"
          value={form.cpu}
          onChange={set('cpu')}
          help="Request and limit: 500m is half a core. Without it the namespace's default."
          maxLength={20}
        />
        <Field
          label="Memory"
          value={form.memory}
          onChange={set('memory')}
          help="Request and limit: 256Mi. Without it the namespace's default."
          maxLength={20}
        />
        <Check
          label="Run as the image says, often as root; not every namespace admits that"
          checked={form.asImage}
          onChange={asImage => onChange({ ...form, asImage })}
        />
      </Disclosure>
    </>
  );
}
