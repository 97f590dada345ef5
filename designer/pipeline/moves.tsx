/** Which stage may follow which: a line for each stage with the stages a record may go to from there. */
import { Checkbox } from '@mantine/core';
import { useText } from '#ui/i18n.tsx';
import { useLabelText } from '../draft/draft.tsx';
import classes from './moves.module.css';
import { permits, setPermitted, stagesOf } from './pipeline-content.ts';
import type { PipelineEditing } from './pipeline-editing.ts';

export function Moves({ content, edit }: PipelineEditing) {
  const t = useText();
  const text = useLabelText();
  const stages = stagesOf(content).map(({ key, stage }) => ({ key, name: text(stage.label, key) }));
  return (
    <section className={classes.moves}>
      <h2 className={classes.title}>{t('design.stage.moves')}</h2>
      <p className={classes.help}>{t('design.stage.movesHelp')}</p>
      <div className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('design.stage.from')}</th>
              {stages.map(({ key, name }) => (
                <th key={key} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {stages.map((from) => (
              <tr key={from.key}>
                <th scope="row">{from.name}</th>
                {stages.map((to) => (
                  <td key={to.key}>
                    {from.key !== to.key && (
                      <Checkbox
                        aria-label={t('design.stage.move', { from: from.name, to: to.name })}
                        checked={permits(content, from.key, to.key)}
                        onChange={(event) =>
                          edit(setPermitted(content, from.key, to.key, event.currentTarget.checked))
                        }
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
