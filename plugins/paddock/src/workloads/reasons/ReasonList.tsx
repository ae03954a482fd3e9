import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  ReasonEvidence,
  ReasonNode,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/Age';
import { CopyBlock } from '../../parts/CopyBlock';
import { Disclosure } from '../../parts/Disclosure';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    paddingLeft: theme.spacing(2),
    listStyle: 'none',
    borderLeft: `1px solid ${theme.palette.divider}`,
    [theme.breakpoints.down('xs')]: { paddingLeft: theme.spacing(1) },
  },
  leaf: { padding: theme.spacing(0.5, 1) },
  advice: { paddingLeft: theme.spacing(1) },
}));

/** Phrases are made to follow others; here each stands alone. */
function sentence(words: string): string {
  const first = words.slice(0, 1).toUpperCase();
  return `${first}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`;
}

interface EvidenceProps {
  evidence: ReasonEvidence[];
  onOpenPod: (name: string) => void;
}

function Evidence({ evidence, onOpenPod }: EvidenceProps) {
  return (
    <Disclosure title={`What the cluster says (${evidence.length})`}>
      {evidence.map(({ about, pod, at, message }) => (
        <div key={`${about} ${message}`}>
          <Typography variant="body2">
            {about}
            {at && (
              <>
                , <Age since={at} /> ago
              </>
            )}
            {pod && (
              <>
                {' · '}
                <Link
                  component="button"
                  variant="body2"
                  onClick={() => onOpenPod(pod)}
                >
                  open {pod}
                </Link>
              </>
            )}
          </Typography>
          <CopyBlock label={about} text={message} />
        </div>
      ))}
    </Disclosure>
  );
}

interface ReasonListProps {
  nodes: ReasonNode[];
  label: string;
  onOpenPod: (name: string) => void;
}

function Reason(
  props: { node: ReasonNode } & Pick<ReasonListProps, 'onOpenPod'>,
) {
  const { node, onOpenPod } = props;
  const classes = useStyles();
  const words = sentence(node.words);
  const inside = (
    <>
      {node.advice && (
        <Typography variant="body2" className={classes.advice}>
          {node.advice}
        </Typography>
      )}
      {node.children.length > 0 && (
        <ReasonList nodes={node.children} label={words} onOpenPod={onOpenPod} />
      )}
      {node.evidence.length > 0 && (
        <Evidence evidence={node.evidence} onOpenPod={onOpenPod} />
      )}
    </>
  );
  return (
    <li>
      {node.children.length > 0 ? (
        <Disclosure title={words} startsOpen>
          {inside}
        </Disclosure>
      ) : (
        <>
          <Typography className={classes.leaf}>{words}</Typography>
          {inside}
        </>
      )}
    </li>
  );
}

/** Numbers change while a person reads; what is told does not, and stays open. */
function keyed(nodes: ReasonNode[]): Array<[key: string, node: ReasonNode]> {
  const seen = new Map<string, number>();
  return nodes.map(node => {
    const told = node.words.replace(/\d+/g, '#');
    const nth = seen.get(told) ?? 0;
    seen.set(told, nth + 1);
    return [`${told} ${nth}`, node];
  });
}

/** Causes below causes, each a sentence; what the cluster says is one click away. */
export function ReasonList({ nodes, label, onOpenPod }: ReasonListProps) {
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={label}>
      {keyed(nodes).map(([key, node]) => (
        <Reason key={key} node={node} onOpenPod={onOpenPod} />
      ))}
    </ul>
  );
}
