// What tests of storage take of the backend.
export { createStorage } from '../../plugins/paddock-backend/src/storage/createStorage';
export { listVolumes } from '../../plugins/paddock-backend/src/storage/volumes/list';
export { takeSnapshot } from '../../plugins/paddock-backend/src/storage/volumes/snapshots';
export { createReadKubelet } from '../../plugins/paddock-backend/src/kube/connection/kubelet';
