import Button from '@material-ui/core/Button';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import { useId, useState, type ReactNode } from 'react';

interface DisclosureProps {
  title: string;
  /** Open at first; afterwards as the person leaves it. */
  startsOpen?: boolean;
  children: ReactNode;
}

/** What is one click away. Stays open while the page is updated. */
export function Disclosure(props: DisclosureProps) {
  const { title, startsOpen = false, children } = props;
  const [open, setOpen] = useState(startsOpen);
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
        style={{ textTransform: 'none', textAlign: 'left' }}
      >
        {title}
      </Button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </div>
  );
}
