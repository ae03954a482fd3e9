import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

const none: readonly string[] = [];

/** Catalog refs of the groups that this person may see, for suggestions; none while, or where, they cannot be read. */
export function useGroups(): readonly string[] {
  const catalog = useApi(catalogApiRef);
  const [groups, setGroups] = useState(none);
  useEffect(() => {
    let over = false;
    catalog
      .getEntities({
        filter: { kind: 'Group' },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: 500,
      })
      .then(
        ({ items }) => {
          if (over) return;
          setGroups(items.map(each => stringifyEntityRef(each)).sort());
        },
        // What is typed works without suggestions.
        () => !over && setGroups(none),
      );
    return () => {
      over = true;
    };
  }, [catalog]);
  return groups;
}
