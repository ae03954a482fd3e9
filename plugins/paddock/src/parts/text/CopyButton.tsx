import IconButton from '@material-ui/core/IconButton';
import CheckIcon from '@material-ui/icons/Check';
import FileCopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useEffect, useState } from 'react';

/** Portals served without HTTPS have no clipboard API. */
function copyBySelection(text: string) {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.appendChild(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

async function copy(text: string): Promise<boolean> {
  if (!navigator.clipboard) return copyBySelection(text);
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => copyBySelection(text),
  );
}

type Result = 'none' | 'copied' | 'failed';

interface CopyButtonProps {
  text: string;
  /** What is copied: `the kubectl command for payments-api`. */
  what: string;
}

/** Copies a text, and says for a moment that it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [result, setResult] = useState<Result>('none');
  useEffect(() => {
    if (result === 'none') return undefined;
    const timer = setTimeout(() => setResult('none'), 2_000);
    return () => clearTimeout(timer);
  }, [result]);
  const labels: Record<Result, string> = {
    none: `Copy ${what}`,
    copied: `Copied ${what}`,
    failed: `The browser does not let ${what} be copied; select it instead`,
  };
  return (
    <IconButton
      size="small"
      aria-label={labels[result]}
      aria-live="polite"
      title={result === 'none' ? `Copy: ${text}` : labels[result]}
      onClick={async () => setResult((await copy(text)) ? 'copied' : 'failed')}
    >
      {result === 'copied' ? (
        <CheckIcon fontSize="small" />
      ) : (
        <FileCopyIcon fontSize="small" />
      )}
    </IconButton>
  );
}
