import Button from '@material-ui/core/Button';
import ButtonGroup from '@material-ui/core/ButtonGroup';
import type {
  MetricSubject,
  PoolAnswer,
  Reach,
} from '@paddock/backstage-plugin-paddock-common';
import { Denied } from '../../parts/state/Denied';
import { NotReady } from '../../parts/state/NotReady';
import { RungCharts } from '../RungCharts';
import { useMetricsView } from '../useMetricsView';
import { RungFrame } from './RungFrame';
import { RungTable } from './RungTable';
import { nodeTroubles, poolSentence, rungSentence } from './sentence';
import { usePool } from './usePool';
import {
  type PoolPlace,
  type PoolSplit,
  poolSplits,
  type usePoolView,
} from './usePoolView';

interface ClusterRungProps extends ReturnType<typeof usePoolView> {
  cluster: string;
  reach: Reach;
  place: Exclude<PoolPlace, { level: 'namespace' }>;
}

const nodesIn = ({ nodes }: PoolAnswer): MetricSubject[] =>
  nodes.state === 'shown' ? nodes.all : [];

function sentencesOf(answer: PoolAnswer): string[] {
  const { rung, namespaces } = answer;
  if (!rung) {
    return [
      namespaces.length === 1
        ? 'You see the usage of 1 namespace.'
        : `You see the usage of ${namespaces.length} namespaces.`,
    ];
  }
  const nodes = nodesIn(answer);
  return rung.level === 'cluster'
    ? [poolSentence(rung, nodes), ...nodeTroubles(nodes)]
    : [rungSentence(rung), ...nodeTroubles([rung])];
}

/** The cluster, or one of its nodes. */
export function ClusterRung({
  cluster,
  reach,
  place,
  ...rest
}: ClusterRungProps) {
  const { view } = useMetricsView();
  const figures = usePool(cluster, place, view.range);
  const what =
    place.level === 'node'
      ? `the node ${place.name}`
      : `the pool of ${cluster}`;
  if (figures.state !== 'ready' && figures.state !== 'stale') {
    return <NotReady what={what} loaded={figures} rows={10} />;
  }
  const { value: answer } = figures;
  const top = {
    text: `Cluster ${cluster}`,
    place: { level: 'cluster' } as const,
  };
  const steps =
    place.level === 'node'
      ? [top, { text: `Node ${place.name}`, place }]
      : [top];
  return (
    <RungFrame
      {...{ steps, figures, reach }}
      hrefOf={rest.hrefOf}
      history={answer.history}
      sentences={sentencesOf(answer)}
    >
      {answer.rung && (
        <RungCharts answer={answer} subject={answer.rung} look={view.look} />
      )}
      {place.level === 'node' ? (
        <PodsOfNode answer={answer} name={place.name} {...rest} />
      ) : (
        <Split answer={answer} {...rest} />
      )}
    </RungFrame>
  );
}

type BelowProps = ReturnType<typeof usePoolView> & { answer: PoolAnswer };

const splitWords: Record<PoolSplit, string> = {
  nodes: 'Nodes',
  namespaces: 'Namespaces',
};

const toNode = ({ name }: MetricSubject): PoolPlace => ({
  level: 'node',
  name,
});
const toNamespace = ({ name }: MetricSubject): PoolPlace => ({
  level: 'namespace',
  name,
});

/** `payments/api-1` in its namespace. */
function toPod({ name }: MetricSubject): PoolPlace {
  const [namespace = '', pod = ''] = name.split('/');
  return { level: 'namespace', name: namespace, of: `pod:${pod}` };
}

/** A cluster by its nodes or by its namespaces. */
function Split({ answer, ...rest }: BelowProps) {
  const { view, change } = rest;
  const { nodes, namespaces } = answer;
  const shown: PoolSplit =
    view.by ?? (nodes.state === 'shown' ? 'nodes' : 'namespaces');
  return (
    <>
      <ButtonGroup size="small" aria-label="Split by">
        {poolSplits.map(by => (
          <Button
            key={by}
            aria-pressed={shown === by}
            variant={shown === by ? 'contained' : 'outlined'}
            onClick={() => change({ by })}
          >
            {splitWords[by]}
          </Button>
        ))}
      </ButtonGroup>
      {shown === 'nodes' && nodes.state === 'denied' && (
        <Denied what="the nodes" missing={nodes.missing} />
      )}
      {shown === 'nodes' && nodes.state === 'shown' && (
        <RungTable
          {...rest}
          title="Node"
          label="Nodes"
          subjects={nodes.all}
          linkOf={toNode}
          empty="The nodes are being read: they appear here within moments."
        />
      )}
      {shown === 'namespaces' && (
        <RungTable
          {...rest}
          title="Namespace"
          label="Namespaces"
          subjects={namespaces}
          linkOf={toNamespace}
          empty="There is no namespace with pods that you may see measured. Create a service from a template, or ask for a namespace, to begin."
        />
      )}
    </>
  );
}

const PodsOfNode = ({
  answer,
  name,
  ...rest
}: BelowProps & { name: string }) => (
  <RungTable
    {...rest}
    title="Pod"
    label={`Pods on ${name}`}
    subjects={answer.pods}
    linkOf={toPod}
    empty="Nothing runs on it that you may see measured."
  />
);
