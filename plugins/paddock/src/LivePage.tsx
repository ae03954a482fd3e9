import { PodDrawer } from './pods/PodDrawer';
import { usePodPlace } from './pods/usePodPlace';
import { EntityLiveContent } from './workloads/EntityLiveContent';

/** The Live tab: an entity's workloads, and beside them the pod that is open. */
export function LivePage() {
  const { open } = usePodPlace();
  return (
    <>
      <EntityLiveContent onOpenPod={open} />
      <PodDrawer />
    </>
  );
}
