import Link from '@material-ui/core/Link';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Evidence as Told,
  Finding,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { CopyBlock } from '../../parts/text/CopyBlock';
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
  evidence: Told[];
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
  findings: Finding[];
  label: string;
  onOpenPod: (name: string) => void;
}

function Reason(
  props: { finding: Finding } & Pick<ReasonListProps, 'onOpenPod'>,
) {
  const { finding, onOpenPod } = props;
  const classes = useStyles();
  const words = sentence(finding.summary);
  const inside = (
    <>
      {finding.advice && (
        <Typography variant="body2" className={classes.advice}>
          {finding.advice}
        </Typography>
      )}
      {finding.fix && 'command' in finding.fix && (
        <CopyBlock label="kubectl command" text={finding.fix.command} />
      )}
      {finding.because.length > 0 && (
        <ReasonList
          findings={finding.because}
          label={words}
          onOpenPod={onOpenPod}
        />
      )}
      {finding.evidence.length > 0 && (
        <Evidence evidence={finding.evidence} onOpenPod={onOpenPod} />
      )}
    </>
  );
  return (
    <li>
      {finding.because.length > 0 ? (
        <Disclosure title={words} startsOpen>
          {inside}
        </Disclosure>
      ) : (
        <>
          <Typography variant="body2" className={classes.leaf}>
            {words}
          </Typography>
          {inside}
        </>
      )}
    </li>
  );
}

/** Numbers change while a person reads; what is told does not, and stays open. */
function keyed(findings: Finding[]): Array<[key: string, finding: Finding]> {
  const seen = new Map<string, number>();
  return findings.map(finding => {
    const told = finding.summary.replace(/\d+/g, '#');
    const nth = seen.get(told) ?? 0;
    seen.set(told, nth + 1);
    return [`${told} ${nth}`, finding];
  });
}

/** Causes below causes, each a sentence; what the cluster says is one click away. */
export function ReasonList({ findings, label, onOpenPod }: ReasonListProps) {
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={label}>
      {keyed(findings).map(([key, finding]) => (
        <Reason key={key} finding={finding} onOpenPod={onOpenPod} />
      ))}
    </ul>
  );
}
