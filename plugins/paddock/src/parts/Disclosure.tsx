import Button from '@material-ui/core/Button';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useId, useState, type ReactNode } from 'react';

interface DisclosureProps {
  title: string;
  children: ReactNode;
}

/** What is one click away. Stays open while the page is updated. */
export function Disclosure({ title, children }: DisclosureProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <Button
        size="small"
        startIcon={
          open ? (
            <ExpandMoreIcon aria-hidden />
          ) : (
            <ChevronRightIcon aria-hidden />
          )
        }
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        style={{ textTransform: 'none' }}
      >
        {title}
      </Button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
