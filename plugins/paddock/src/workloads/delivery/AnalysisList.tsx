import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Analysis,
  AnalysisMetric,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/Age';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  value: { overflowWrap: 'anywhere' },
});

const titles = ['Metric', 'Result', 'Last value', 'Measured', 'Message'];

function measured(metric: AnalysisMetric): string {
  const { successful, failed, inconclusive, errors } = metric;
  const parts = [
    [successful, 'good'],
    [failed, 'bad'],
    [inconclusive, 'unclear'],
    [errors, 'in error'],
  ] as const;
  const words = parts.flatMap(([count, word]) =>
    count > 0 ? [`${count} ${word}`] : [],
  );
  return words.join(', ') || 'not yet';
}

function AnalysisTable({ analysis }: { analysis: Analysis }) {
  const classes = useStyles();
  const { name, phase, step, startedAt, message, metrics } = analysis;
  return (
    <div className={classes.scroll}>
      <Typography variant="body2">
        Analysis {name}
        {step !== undefined && `, of step ${step + 1}`}: <b>{phase}</b>
        {startedAt && (
          <>
            {' '}
            (begun <Age since={startedAt} /> ago)
          </>
        )}
        {message && `. ${message}`}
      </Typography>
      {metrics.length > 0 && (
        <Table size="small" aria-label={`Metrics of ${name}`}>
          <TableHead>
            <TableRow>
              {titles.map(title => (
                <TableCell key={title}>{title}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {metrics.map(metric => (
              <TableRow key={metric.name}>
                <TableCell component="th" scope="row">
                  {metric.name}
                </TableCell>
                <TableCell>{metric.phase}</TableCell>
                <TableCell className={classes.value}>
                  {metric.value ?? 'none'}
                </TableCell>
                <TableCell>{measured(metric)}</TableCell>
                <TableCell className={classes.value}>
                  {metric.message}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}

/** What the analyses of the revision say that is rolled out, oldest first. */
export function AnalysisList({ analyses }: { analyses: Analysis[] }) {
  return (
    <>
      {analyses.map(analysis => (
        <AnalysisTable key={analysis.name} analysis={analysis} />
      ))}
    </>
  );
}
