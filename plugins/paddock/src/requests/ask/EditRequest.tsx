import type {
  RequestOptions,
  RequestPage,
} from '@paddock/backstage-plugin-paddock-common';
import { useMemo, useState } from 'react';
import { useNavigate } from '../../portal/place';
import { Notice } from '../../parts/state/Notice';
import { useGet } from '../../portal/useLoaded';
import { TopicFace } from '../TopicFace';
import { useClient } from '../useClient';
import { usePaths } from '../usePaths';
import { useRequest } from '../useRequest';
import { kindWords } from '../words';
import { FormFrame } from './FormFrame';
import { RequestForm } from './RequestForm';
import { useKeptForm } from './useKeptForm';

/** What was made before is changed; what is not decided yet is edited. */
function isChange({ state }: RequestPage) {
  return state === 'live' || state === 'attention';
}

interface FormProps {
  page: RequestPage;
  options: RequestOptions;
}

/** The form as it was when it was opened; what others change meanwhile is a conflict, not an overwriting. */
function Form({ page: latest, options }: FormProps) {
  const [page] = useState(latest);
  const client = useClient();
  const paths = usePaths();
  const navigate = useNavigate();
  const blank = useMemo(() => page.spec, [page]);
  const place = `paddock request ${page.id} ${page.revision}`;
  const { spec, setSpec, forget } = useKeptForm(place, blank);
  const { id, revision } = page;
  const save = async () => {
    await client.edit(id, { spec, revision });
    forget();
    navigate(paths.one(id));
  };
  return (
    <>
      {latest.revision !== revision && (
        <Notice
          tone="warning"
          title={`It was changed to revision ${latest.revision} since this form was opened.`}
        >
          Open the form again to begin with that revision.
        </Notice>
      )}
      <RequestForm
        spec={spec}
        onChange={setSpec}
        options={options}
        id={id}
        standing={page.approvedRevision !== undefined}
        send={isChange(page) ? 'Send the change' : 'Save'}
        onSend={save}
      />
    </>
  );
}

/** The form of a request that is there: an edit before the decision, a change after it. */
export function EditRequest({ id }: { id: string }) {
  const { topic, page } = useRequest(id);
  const { loaded, again } = useGet<RequestOptions>('/requests/options');
  if (!page) {
    return (
      <div style={{ padding: 16 }}>
        <TopicFace topic={topic} what="this request" title="The request" />
      </div>
    );
  }
  const may = isChange(page) ? page.may.change : page.may.edit;
  return (
    <FormFrame
      title={`Change the ${page.kind} ${page.name}`}
      loaded={loaded}
      onAgain={again}
    >
      {options =>
        may === true ? (
          <Form page={page} options={options} />
        ) : (
          <Notice
            title={`${kindWords[page.kind]} ${
              page.name
            } cannot be changed now.`}
          >
            {may}
          </Notice>
        )
      }
    </FormFrame>
  );
}
