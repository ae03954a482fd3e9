import Typography from '@material-ui/core/Typography';
import type { RequestPage } from '@paddock/backstage-plugin-paddock-common';
import { useState, type ReactNode } from 'react';
import { ActDialog } from '../../../parts/dialog/ActDialog';
import { Field } from '../../../parts/Field';
import { nameOfRef } from '../../words';

export interface DialogProps<Body> {
  page: RequestPage;
  onConfirm: (body: Body) => Promise<void>;
  onClose: () => void;
}

/** Says no, with the reason that whoever asked is told. */
export function RejectDialog(props: DialogProps<{ text: string }>) {
  const [text, setText] = useState('');
  const { page } = props;
  return (
    <ActDialog
      title={`Reject the ${page.kind} ${page.name}?`}
      confirm="Reject"
      may={text.trim() !== '' || 'A reason is needed.'}
      onConfirm={() => props.onConfirm({ text })}
      onClose={props.onClose}
    >
      <Typography>
        {page.liveSpec
          ? 'What is in force stays as it is. '
          : 'Nothing is made. '}
        {nameOfRef(page.requestedBy)} is told the reason.
      </Typography>
      <Field
        label="Reason"
        value={text}
        onChange={setText}
        help="What would have to be different."
        maxLength={2_000}
        multiline
      />
    </ActDialog>
  );
}

interface SimpleDialogProps {
  title: string;
  confirm: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
  children: ReactNode;
}

/** An act that needs nothing but a yes. */
export function SimpleDialog({ children, ...rest }: SimpleDialogProps) {
  return (
    <ActDialog {...rest} may>
      <Typography component="div">{children}</Typography>
    </ActDialog>
  );
}
