import type {
  ActionContext,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';

/** Actions differ in their inputs, and tests pass wrong ones on purpose. */
type AnyAction = TemplateAction<any, any>;

export interface Situation {
  workspacePath: string;
  input: object;
  isDryRun?: boolean;
  signal?: AbortSignal;
  user?: object;
  task?: { id: string };
  step?: { id: string };
  each?: object;
}

/** An action ready to run, with what it logs and puts out. */
export function prepareAction(action: AnyAction, situation: Situation) {
  const lines: string[] = [];
  const output: Record<string, unknown> = {};
  const log = (line: string) => lines.push(line);
  const context = createMockActionContext({
    workspacePath: situation.workspacePath,
  });
  const run = () =>
    action.handler({
      ...context,
      ...situation,
      logger: { info: log, warn: log, error: log, debug: log, child: log },
      output: (name: string, value: unknown) => {
        output[name] = value;
      },
    } as unknown as ActionContext<any, any>);
  return { run, lines, output };
}
