import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import type {
  Analysis,
  AnalysisMetric,
} from '@paddock/backstage-plugin-paddock-common';
import { Age } from '../../parts/text/Age';
import { LongCell, PlainTable, RowTitle } from '../../parts/table/PlainTable';

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
  const { name, phase, step, startedAt, message, metrics } = analysis;
  return (
    <div>
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
        <PlainTable label={`Metrics of ${name}`} titles={titles}>
          {metrics.map(metric => (
            <TableRow key={metric.name}>
              <RowTitle>{metric.name}</RowTitle>
              <TableCell>{metric.phase}</TableCell>
              <LongCell>{metric.value ?? 'none'}</LongCell>
              <TableCell>{measured(metric)}</TableCell>
              <LongCell>{metric.message}</LongCell>
            </TableRow>
          ))}
        </PlainTable>
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
