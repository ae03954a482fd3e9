import { requestKinds } from '@paddock/backstage-plugin-paddock-common';
import { lazy, Suspense } from 'react';
import { Route, Routes, useParams } from '../portal/place';
import { Refused } from '../parts/state/Refused';
import { Waiting } from '../parts/state/Waiting';
import { RequestsContent } from './list/RequestsContent';

const NewRequest = lazy(() =>
  import('./ask/NewRequest').then(m => ({ default: m.NewRequest })),
);
const EditRequest = lazy(() =>
  import('./ask/EditRequest').then(m => ({ default: m.EditRequest })),
);
const RequestContent = lazy(() =>
  import('./one/RequestContent').then(m => ({ default: m.RequestContent })),
);

function Ask() {
  const { kind } = useParams();
  const known = requestKinds.find(each => each === kind);
  return known ? (
    <NewRequest kind={known} />
  ) : (
    <Refused
      what="This form"
      reason="Namespaces, secrets and volumes can be asked for."
    />
  );
}

function One() {
  const { id = '' } = useParams();
  return <RequestContent id={id} />;
}

function Edit() {
  const { id = '' } = useParams();
  return <EditRequest key={id} id={id} />;
}

/** The pages of requests, below where the portal has mounted them. */
export function RequestsPages() {
  return (
    <Suspense fallback={<Waiting what="the page" rows={8} />}>
      <Routes>
        <Route path="/" element={<RequestsContent />} />
        <Route path="/new/:kind" element={<Ask />} />
        <Route path="/:id" element={<One />} />
        <Route path="/:id/edit" element={<Edit />} />
      </Routes>
    </Suspense>
  );
}
