import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useRef, useState } from 'react';

/** `component:default/<component>`: the catalog's name for the value of the label `backstage.io/kubernetes-id`. */
export function componentRef(component: string): string {
  return `component:default/${component}`;
}

/** Those of the components that the catalog shows to this person. Each is asked for once. */
export function useKnownComponents(components: string[]): ReadonlySet<string> {
  const catalog = useApi(catalogApiRef);
  const asked = useRef(new Set<string>());
  const [known, setKnown] = useState<ReadonlySet<string>>(new Set());
  const key = [...new Set(components)].sort().join(' ');

  useEffect(() => {
    const fresh = key
      .split(' ')
      .filter(each => each && !asked.current.has(each));
    if (fresh.length === 0) return;
    for (const each of fresh) asked.current.add(each);
    catalog
      .getEntitiesByRefs({
        entityRefs: fresh.map(componentRef),
        fields: ['kind', 'metadata.name'],
      })
      .then(({ items }) => {
        const found = fresh.filter((_, index) => items[index]);
        setKnown(before => new Set([...before, ...found]));
      })
      .catch(() => {
        // Names without links; the next change of the rows asks again.
        for (const each of fresh) asked.current.delete(each);
      });
  }, [catalog, key]);

  return known;
}
