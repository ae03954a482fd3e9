import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Pki } from '../platform/pki.ts';
import type { Platform } from '../platform/platform.ts';
import type { KubeApi, KubeObject } from './api.ts';

/** What each part of the control plane is started with. */
export interface Ground {
  readonly platform: Platform;
  readonly binary: string;
  readonly pki: Pki;
  /** As the administrator. */
  readonly api: KubeApi;
  /** Writes a kubeconfig for a certificate that has been issued, and returns its path. */
  kubeconfig(name: string): Promise<string>;
}

/** Where to look when a part is slow. */
export const seeLog = ({ state }: Platform, part: string) =>
  `See ${join(state, 'logs', `${part}.log`)}.`;

/** The objects in a YAML file of several documents. */
export async function readManifests(file: string): Promise<KubeObject[]> {
  const content = await readFile(file, 'utf8');
  return parseAllDocuments(content).map(document => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS() as KubeObject;
  });
}

/** A file in the manifests folder. */
export const manifest = (name: string) =>
  join(import.meta.dirname, 'manifests', name);

/** Flags as the parts read them; one that is undefined is left out. */
export function toFlags(
  flags: Record<string, string | number | boolean | undefined>,
): string[] {
  return Object.entries(flags).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
}
