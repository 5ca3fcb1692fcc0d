// The scenario as a picture: each node with its first line, each way with the tags that lead it. The outline beside it is the same
// for whoever reads by ear; here a node is reached with Tab and opened with Enter.
import {
  Background,
  Controls,
  Handle,
  MarkerType,
  Position,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  type Edge,
  type Node,
  type NodeProps,
} from '@xyflow/react';
import { Flag, HeartHandshake, LogOut, TriangleAlert, Zap } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { t } from '../text/t.ts';
import { cx, Icon } from '../ui/index.ts';
import { box, linksOf, spotsOf, waysOf } from './layout.ts';
import type { Draft } from './shape.ts';
import '@xyflow/react/dist/base.css';
import './graph.css';

type Scene = Node<
  {
    name: string;
    line: string;
    isStart: boolean;
    hasCue: boolean;
    ending: string | null;
    count: number;
    /** Triggers and events that lead here from anywhere. */
    setBy: string[];
  },
  'scene'
>;

function SceneBox({ data, selected }: NodeProps<Scene>) {
  const { name, line, isStart, hasCue, ending, count, setBy } = data;
  return (
    <div
      className={cx(
        'cl-scene',
        selected && 'cl-scene-here',
        ending !== null && 'cl-scene-end',
        count > 0 && 'cl-scene-bad',
      )}
    >
      <Handle type="target" position={Position.Top} />
      <span className="cl-scene-head">
        {isStart && <Icon of={Flag} size={13} />}
        {ending !== null && <Icon of={LogOut} size={13} />}
        <strong>{name}</strong>
        {hasCue && (
          <span className="cl-scene-cue">
            <Icon of={HeartHandshake} size={12} />
            {t('scenario-editor.graph.cue')}
          </span>
        )}
        {count > 0 && (
          <span className="cl-scene-count">
            <Icon of={TriangleAlert} size={12} />
            {count}
          </span>
        )}
      </span>
      <span className={cx('cl-scene-line', setBy.length > 0 && 'cl-scene-line-short')}>{line}</span>
      {setBy.length > 0 && (
        <span className="cl-scene-by">
          <Icon of={Zap} size={11} />
          {setBy.join(', ')}
        </span>
      )}
      <Handle type="source" position={Position.Bottom} />
    </div>
  );
}
const types = { scene: SceneBox };
/** Zoom at which a node's first line can still be read; what is seen when all doesn't fit. */
const smallest = 0.6;
const readable = 0.8;

export interface GraphProps {
  draft: Draft;
  /** Findings by `nodes.3`. */
  counts: ReadonlyMap<string, number>;
  /** Place of the node that is open; null = none. */
  selected: number | null;
  onSelect: (at: number) => void;
  onConnect: (from: number, to: number) => void;
}

export function Graph(props: GraphProps) {
  return (
    <ReactFlowProvider>
      <Picture {...props} />
    </ReactFlowProvider>
  );
}

function Picture({ draft, counts, selected, onSelect, onConnect }: GraphProps) {
  const flow = useReactFlow();
  const width = useStore((s) => s.width);
  const height = useStore((s) => s.height);
  const ways = useMemo(() => waysOf(draft), [draft]);
  // Typing moves nothing: the layout is made anew only when something leads elsewhere.
  const links = linksOf(ways);
  const spots = useMemo(() => spotsOf(draft.nodes.length, links), [draft.nodes.length, links]);
  const nodes: Scene[] = draft.nodes.map((n, at) => ({
    id: String(at),
    type: 'scene',
    position: { x: spots[at]?.x ?? 0, y: spots[at]?.y ?? 0 },
    width: box.width,
    height: box.height,
    selected: at === selected,
    ariaLabel: t('scenario-editor.graph.node', {
      id: n.id,
      line: n.caller[0] ?? '',
      count: counts.get(`nodes.${at}`) ?? 0,
    }),
    data: {
      name: n.id,
      line: n.caller[0] ?? '',
      isStart: n.id === draft.start,
      hasCue: n.cue !== null,
      ending: n.ending,
      count: counts.get(`nodes.${at}`) ?? 0,
      setBy: [...draft.triggers, ...draft.events].filter((x) => x.to === n.id).map((x) => x.id),
    },
  }));
  const edges: Edge[] = ways.map((w) => ({
    id: w.id,
    source: String(w.from),
    target: String(w.to),
    label: w.by === '' ? undefined : w.by.length > 34 ? `${w.by.slice(0, 33)}…` : w.by,
    className: cx('cl-way', w.open ? 'cl-way-open' : 'cl-way-tag', w.from === selected && 'cl-way-here'),
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16 },
    focusable: false,
  }));
  const start = draft.nodes.findIndex((n) => n.id === draft.start);
  useEffect(() => {
    // Nothing chosen: all of it where that can be read, else from where the call begins downwards.
    const first = spots[start] ?? spots[0];
    const tall = Math.max(...spots.map((s) => s.y), 0) + box.height;
    if (height === 0 || first === undefined) return;
    if (tall * smallest <= height) void flow.fitView({ minZoom: smallest, maxZoom: 1 });
    else
      void flow.setViewport({
        x: width / 2 - (first.x + box.width / 2) * readable,
        y: 24 - first.y * readable,
        zoom: readable,
      });
  }, [start, spots, flow, width, height]);
  useEffect(() => {
    const spot = selected === null ? undefined : spots[selected];
    if (spot !== undefined)
      void flow.setCenter(spot.x + box.width / 2, spot.y + box.height / 2, {
        zoom: Math.max(0.7, flow.getZoom()),
      });
  }, [selected, spots, flow, width, height]);
  return (
    <ReactFlow
      className="cl-scenario-graph"
      nodes={nodes}
      edges={edges}
      nodeTypes={types}
      minZoom={0.15}
      maxZoom={1.6}
      nodesDraggable={false}
      deleteKeyCode={null}
      proOptions={{ hideAttribution: true }}
      ariaLabelConfig={{
        'node.a11yDescription.default': t('scenario-editor.graph.how'),
        'node.a11yDescription.keyboardDisabled': t('scenario-editor.graph.how'),
        'controls.ariaLabel': t('scenario-editor.graph.controls'),
        'controls.zoomIn.ariaLabel': t('scenario-editor.graph.in'),
        'controls.zoomOut.ariaLabel': t('scenario-editor.graph.out'),
        'controls.fitView.ariaLabel': t('scenario-editor.graph.fit'),
      }}
      onNodesChange={(changes) => {
        for (const c of changes) if (c.type === 'select' && c.selected) onSelect(Number(c.id));
      }}
      onConnect={({ source, target }) => onConnect(Number(source), Number(target))}
    >
      <Background gap={24} size={1} />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}
