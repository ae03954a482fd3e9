import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState, type FormEvent } from 'react';
import { ActButton } from '../../parts/dialog/ActButton';
import { Field } from '../../parts/Field';
import { inWords } from '../../portal/PortalError';

const useStyles = makeStyles(theme => ({
  root: { '& > * + *': { marginTop: theme.spacing(1) } },
}));

interface CommentBoxProps {
  may: true | string;
  /** Resolves once the portal has taken it. */
  onSend: (text: string) => Promise<void>;
}

/** Something to say to everybody who sees the request. */
export function CommentBox({ may, onSend }: CommentBoxProps) {
  const classes = useStyles();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState('');
  const ready = text.trim() !== '' || 'Write something first.';
  const free = busy ? 'It is on its way.' : ready;
  const can = may === true ? free : may;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (can !== true) return;
    setBusy(true);
    try {
      await onSend(text);
      setText('');
      setRefused('');
    } catch (error) {
      setRefused(inWords(error));
    }
    setBusy(false);
  };
  return (
    <form className={classes.root} onSubmit={submit}>
      <Field
        label="Comment"
        value={text}
        onChange={setText}
        help="Everybody who sees this request reads it. No passwords here."
        maxLength={2_000}
        multiline
      />
      {refused && (
        <Typography role="alert" color="error">
          {refused}
        </Typography>
      )}
      <ActButton type="submit" variant="outlined" size="small" may={can}>
        Comment
      </ActButton>
    </form>
  );
}
