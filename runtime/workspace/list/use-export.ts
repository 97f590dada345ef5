/** The list as a CSV file or an XLSX workbook: what it shows, or the marked records, in its order and with its columns. */
import { useMutation } from '@tanstack/react-query';
import { exportRecords } from '#api/records.ts';
import type { FilterInput } from '#metadata/query.ts';
import type { Entity } from '#metadata/registry.ts';
import { useApi } from '#ui/api.tsx';
import { accessTo, useLabel, useModel } from '#ui/model.ts';
import { useProblemText } from '#ui/problem.tsx';
import { useMe } from '#ui/session.ts';
import { toast } from '#ui/toast.tsx';
import { type Asked, withCondition } from './use-list.ts';

/** Null where the person may not export. */
export function useExport(
  entity: Entity,
  asked: Asked,
): { run(format: Format, ids?: readonly string[]): void; busy: boolean } | null {
  const label = useLabel();
  const client = useApi();
  const sentence = useProblemText();
  const access = accessTo(useModel(), entity.key);
  const may = useMe().may.includes('export') && access.export !== 'none';
  const { mutate, isPending } = useMutation({
    async mutationFn({ format, ids }: { format: Format; ids?: readonly string[] | undefined }) {
      const marked: FilterInput[] = ids ? [{ field: 'id', op: 'in', value: [...ids] }] : [];
      const { where, search, view } = ids ? withCondition(asked.query, marked) : asked.query;
      const file = await client.download(exportRecords, {
        params: { entity: entity.key },
        body: {
          format,
          fields: ['title', ...asked.columns.map(({ path }) => path)],
          sort: [...asked.sort],
          ...(where !== undefined && { where: where as never }),
          ...(search !== undefined && { search }),
          ...(view !== undefined && { view }),
        },
      });
      const day = new Date().toISOString().slice(0, 10);
      keepFile(`${label(entity.plural ?? entity.label, entity.key)} ${day}.${format}`, file);
    },
    onError: (error) => toast(sentence(error), { stay: true }),
  });
  return may ? { run: (format, ids) => mutate({ format, ids }), busy: isPending } : null;
}

// helpers //////////

type Format = 'csv' | 'xlsx';

function keepFile(name: string, file: Blob): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
