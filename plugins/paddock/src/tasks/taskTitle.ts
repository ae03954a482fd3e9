import { parseEntityRef } from '@backstage/catalog-model';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-react';

const text = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : '';

/** `payments-api` of a name or of a reference to a component. */
function nameIn(value: unknown): string {
  const given = text(value);
  try {
    return given && parseEntityRef(given, { defaultKind: 'component' }).name;
  } catch {
    return given;
  }
}

/** The template of a task, in its own words. */
export function templateTitle({ spec }: ScaffolderTask): string {
  const { metadata } = spec.templateInfo?.entity ?? {};
  return metadata?.title ?? metadata?.name ?? 'Unknown template';
}

/** What a task is about: `payments-api at feature/login`. By the parameters that templates usually have. */
export function taskTitle({ id, spec }: ScaffolderTask): string {
  const {
    name,
    component,
    component_id: componentId,
    revision,
  } = spec.parameters as Record<string, unknown>;
  const about = nameIn(component) || text(name) || text(componentId);
  const at = text(revision);
  return about ? `${about}${at && ` at ${at}`}` : `Task ${id.slice(0, 8)}`;
}
