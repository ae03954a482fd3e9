import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import type { Acts } from '../../client';
import { useClient } from '../../useClient';
import { useGroups } from '../../useGroups';
import { nameOfRef } from '../../words';
import { ApproveDialog } from './ApproveDialog';
import { RemoveDialog } from './RemoveDialog';
import { AcceptDialog, HandOverDialog } from './HandOverDialogs';
import { RejectDialog, SimpleDialog } from './SayDialogs';
import type { Offered } from './acts';

/** Acts that ask before they do something; values have a dialog of their own, and forms a page. */
export type Asking = Exclude<Offered, 'edit' | 'change' | 'writeValue'>;

/** What each act is called while it was asked for and is not seen yet. */
const askedWords: Record<Asking, string> = {
  submit: 'to be checked',
  approve: 'the approval',
  reject: 'the rejection',
  withdraw: 'to be withdrawn',
  retry: 'to be tried again',
  handOver: 'to be offered',
  accept: 'to be taken over',
  decline: 'the offer to end',
  remove: 'the removal',
};

interface ActDialogsProps {
  act: Asking;
  page: RequestPage;
  /** Runs an act, and says what was asked for until it is seen. */
  run: (what: string, act: () => Promise<void>) => Promise<void>;
  onClose: () => void;
}

function simpleWords(act: Asking, page: RequestPage): [string, string, string] {
  const what = `the ${page.kind} ${page.name}`;
  switch (act) {
    case 'submit':
      return [
        `Send the draft of ${what}?`,
        'Send',
        'It is checked at once, and then approved by itself or by those whom the rules name.',
      ];
    case 'withdraw':
      return page.approvedRevision === undefined
        ? [
            `Withdraw ${what}?`,
            'Withdraw',
            'Nothing is made, and it cannot be sent again; ask anew instead.',
          ]
        : [
            `Withdraw the change of ${what}?`,
            'Withdraw',
            'What is in force stays as it is.',
          ];
    case 'decline':
      return [
        `End the offer of ${what} to ${nameOfRef(page.offer?.team ?? '')}?`,
        'End the offer',
        `It stays with ${nameOfRef(page.team)}.`,
      ];
    default:
      return [
        `Try ${what} again?`,
        'Try again',
        'The portal looks at what is there, and makes or removes what is still missing. What is done is not done twice.',
      ];
  }
}

/** Asks before it does, in the words of each act. */
export function ActDialogs({ act, page, run, onClose }: ActDialogsProps) {
  const client = useClient();
  const groups = useGroups();
  const send =
    <Name extends keyof Acts>(name: Name) =>
    (body: Acts[Name]) =>
      run(askedWords[act], () => client.act(page.id, name, body));
  const shared = { page, onClose };
  switch (act) {
    case 'approve':
      return <ApproveDialog {...shared} onConfirm={send('approve')} />;
    case 'reject':
      return <RejectDialog {...shared} onConfirm={send('reject')} />;
    case 'remove':
      return <RemoveDialog {...shared} onConfirm={send('remove')} />;
    case 'handOver':
      return (
        <HandOverDialog
          {...shared}
          groups={groups}
          onConfirm={send('hand-over')}
        />
      );
    case 'accept':
      return <AcceptDialog {...shared} onConfirm={send('accept')} />;
    default: {
      const [title, confirm, text] = simpleWords(act, page);
      return (
        <SimpleDialog
          title={title}
          confirm={confirm}
          onConfirm={() => send(act)(undefined)}
          onClose={onClose}
        >
          {text}
        </SimpleDialog>
      );
    }
  }
}
