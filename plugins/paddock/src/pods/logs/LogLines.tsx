import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { mostLines, type ShownLine } from './logBuffer';

const lineHeight = 20;

const useStyles = makeStyles(theme => ({
  root: { position: 'relative' },
  scroll: {
    height: '50vh',
    minHeight: 200,
    overflow: 'auto',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    background: theme.palette.background.default,
    fontFamily: 'monospace',
    fontSize: '0.8125rem',
  },
  line: {
    position: 'absolute',
    top: 0,
    left: 0,
    minWidth: '100%',
    lineHeight: `${lineHeight}px`,
    padding: theme.spacing(0, 1),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  error: { borderLeft: `3px solid ${theme.palette.error.main}` },
  warning: { borderLeft: `3px solid ${theme.palette.warning.main}` },
  quiet: { color: theme.palette.text.secondary },
  newest: {
    position: 'absolute',
    right: theme.spacing(3),
    bottom: theme.spacing(1),
  },
}));

interface LogLinesProps {
  lines: ShownLine[];
  nameOf: (source: number) => string;
  times: boolean;
}

/** Local time to the millisecond. */
function timeOf(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return '';
  return `${time.toLocaleTimeString(undefined, {
    hour12: false,
  })}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

/** The newest line stays in sight, until somebody scrolls up to read. */
function useNewest(count: number, toEnd: () => void) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!held && count > 0) toEnd();
  }, [held, count, toEnd]);
  return { held, setHeld };
}

/** Heights of lines that have left are not kept: a log may go on for days. */
function useForgetHeights(virtual: { measure: () => void }, last: number) {
  const past = Math.floor(last / mostLines);
  useEffect(() => {
    if (past > 0) virtual.measure();
    // Once for each time that every line has been replaced.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [past]);
}

/** Lines of any number: only those in sight are drawn. */
export function LogLines({ lines, nameOf, times }: LogLinesProps) {
  const classes = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => lineHeight,
    getItemKey: index => lines[index]?.id ?? index,
    overscan: 20,
  });
  const last = lines[lines.length - 1]?.id ?? 0;
  useForgetHeights(virtual, last);
  const toEnd = useRef(() => {});
  toEnd.current = () => virtual.scrollToIndex(lines.length - 1);
  const { held, setHeld } = useNewest(last, toEnd.current);
  return (
    <div className={classes.root}>
      <div
        ref={scroll}
        className={classes.scroll}
        role="log"
        aria-label="Log"
        aria-live="off"
        // Scrolling by keyboard needs focus.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={({ currentTarget: view }) =>
          setHeld(
            view.scrollHeight - view.scrollTop - view.clientHeight >
              3 * lineHeight,
          )
        }
      >
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(item => {
            const line = lines[item.index];
            if (!line) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={`${classes.line} ${toneOf(line, classes)}`}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                {times && (
                  <time
                    className={classes.quiet}
                    dateTime={line.at}
                    title={line.at}
                  >
                    {timeOf(line.at)}{' '}
                  </time>
                )}
                {nameOf(line.source) && (
                  <span className={classes.quiet}>{nameOf(line.source)} </span>
                )}
                {line.text}
              </div>
            );
          })}
        </div>
      </div>
      {held && (
        <Button
          className={classes.newest}
          size="small"
          variant="contained"
          onClick={() => {
            setHeld(false);
            toEnd.current();
          }}
        >
          To the newest line
        </Button>
      )}
    </div>
  );
}

function toneOf(
  { severity }: ShownLine,
  classes: { error: string; warning: string },
): string {
  if (severity === 'error') return classes.error;
  return severity === 'warning' ? classes.warning : '';
}
