import { useApi } from '@backstage/core-plugin-api';
import {
  createFrontendModule,
  dialogApiRef,
  useRouteRef,
} from '@backstage/frontend-plugin-api';
import { catalogEntityDeletePermission } from '@backstage/plugin-catalog-common/alpha';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityContextMenuItemBlueprint,
  useEntityPermission,
} from '@backstage/plugin-catalog-react/alpha';
import DeleteIcon from '@material-ui/icons/DeleteOutline';
import { lazy, Suspense } from 'react';
import { catalogRouteRef } from './home/paths';
import { useNavigate } from './portal/place';

const UnregisterDialog = lazy(() =>
  import('./registration/UnregisterDialog').then(m => ({
    default: m.UnregisterDialog,
  })),
);

const unregisterItem = EntityContextMenuItemBlueprint.make({
  name: 'unregister-entity',
  params: {
    icon: <DeleteIcon fontSize="small" />,
    useProps: () => {
      const { entity } = useEntity();
      const dialogs = useApi(dialogApiRef);
      const navigate = useNavigate();
      const catalog = useRouteRef(catalogRouteRef);
      const { allowed } = useEntityPermission(catalogEntityDeletePermission);
      return {
        title: 'Unregister entity',
        disabled: !allowed,
        onClick: async () => {
          dialogs.open(({ dialog }) => (
            <Suspense fallback={null}>
              <UnregisterDialog
                entity={entity}
                onClose={() => dialog.close()}
                onDone={() => navigate(catalog?.() ?? '/')}
              />
            </Suspense>
          ));
        },
      };
    },
  },
});

/**
 * In place of the catalog's own entry: owners may not delete locations there, so that it always fails for them. This
 * one asks Paddock, which removes a location for whoever may delete everything that comes from it.
 */
export const unregisterModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [unregisterItem],
});
