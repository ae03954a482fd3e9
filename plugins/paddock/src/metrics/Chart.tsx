import { useTheme, type Theme } from '@material-ui/core/styles';
import { useEffect, useRef } from 'react';
import UPlot, { type AlignedData, type Options, type Series } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { exactTime } from '../parts/text/time';
import type { ChartData, ChartLine, LineStyle } from './charts';
import { amountWords } from './units';

interface ChartProps {
  title: string;
  data: ChartData;
  /** Charts with the same one share their cursor. */
  cursorKey: string;
}

const height = 180;
/** Room for `1023.9 MiB/s` beside the axis. */
const axisWidth = 88;

/** Lines over time. For who cannot see it there is a table. */
export function Chart({ title, data, cursorKey }: ChartProps) {
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>();
  const latest = useRef(data);
  latest.current = data;
  // Only other lines need another chart; other values are set.
  const shape = data.lines.map(({ name }) => name).join(' ');
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const width = element.clientWidth || 320;
    const options = optionsOf(latest.current, theme, { cursorKey, width });
    const made = new UPlot(options, alignedOf(latest.current), element);
    plot.current = made;
    const watch = new ResizeObserver(() => {
      if (element.clientWidth > 0) {
        made.setSize({ width: element.clientWidth, height });
      }
    });
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
    };
  }, [shape, theme, cursorKey]);
  useEffect(() => plot.current?.setData(alignedOf(data)), [data]);
  return <div ref={box} role="img" aria-label={`Chart of ${title}`} />;
}

const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString();

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** `14:02`, and seconds only where a mark is not on the minute. */
const clockWords = (seconds: number) => {
  const text = clock.format(seconds * 1000);
  return seconds % 60 === 0 ? text.replace(/:\d\d$/, '') : text;
};

const day = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
});

const DAY = 86_400;

/** The day where marks are days apart, and beside the hour where they are hours apart. */
function timeWords(seconds: number, step: number): string {
  if (step >= DAY) return day.format(seconds * 1000);
  return step >= DAY / 8
    ? `${day.format(seconds * 1000)}\n${clockWords(seconds)}`
    : clockWords(seconds);
}

/** Between marks of bytes, so that they are whole KiB, MiB or GiB. */
const powersOfTwo = Array.from({ length: 50 }, (_, power) => 2 ** power);

/** The library's sign for a gap is null. */
const alignedOf = ({ at, lines }: ChartData): AlignedData => [
  at,
  ...lines.map(({ values }) => values.map(value => value ?? null)),
];

function optionsOf(
  { lines }: ChartData,
  theme: Theme,
  { cursorKey, width }: { cursorKey: string; width: number },
): Options {
  const metric = lines[0]?.metric ?? 'cpu';
  const text = theme.palette.text.secondary;
  const grid = { stroke: theme.palette.divider, width: 1 };
  return {
    width,
    height,
    cursor: { sync: { key: cursorKey } },
    scales: {
      // Of a single measurement there is no span to show, and the library would take a thousand days: it stands in a minute.
      x: {
        range: ({ data: [at] }, first, last) =>
          at.length > 1 ? [first, last] : [first - 30, first + 30],
      },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
    },
    axes: [
      {
        stroke: text,
        grid,
        ticks: grid,
        values: (...[, marks, , , step]) =>
          marks.map(mark => timeWords(mark, step)),
        // Room for `14:02:45` between two marks, in pixels.
        space: 72,
      },
      {
        stroke: text,
        grid,
        ticks: grid,
        size: axisWidth,
        ...(metric !== 'cpu' && { incrs: powersOfTwo }),
        values: (_, marks) => marks.map(mark => amountWords(metric, mark)),
      },
    ],
    series: [
      {
        label: 'Time',
        value: (_, seconds) =>
          typeof seconds === 'number' ? exactTime(isoOf(seconds)) : '—',
      },
      ...lines.map(line => seriesOf(line, theme)),
    ],
  };
}

function seriesOf({ name, style, metric }: ChartLine, theme: Theme): Series {
  const { color, dash } = lookOf(theme)[style];
  return {
    label: name,
    stroke: color,
    width: 2,
    ...(dash && { dash }),
    points: { show: false },
    value: (_, value) =>
      typeof value === 'number' ? amountWords(metric, value) : '—',
  };
}

/** Usage is solid, a request dashed, a limit a line; the same everywhere. */
const lookOf = ({
  palette,
}: Theme): Record<LineStyle, { color: string; dash?: number[] }> => ({
  first: { color: palette.primary.main },
  second: { color: palette.success.main },
  request: { color: palette.warning.main, dash: [8, 6] },
  limit: { color: palette.error.main },
  quota: { color: palette.text.secondary, dash: [2, 4] },
});
