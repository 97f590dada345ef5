/** Files attached to a record: read, sent one after the other, replaced, removed. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addVersion,
  attachFile,
  deleteAttachment,
  listAttachments,
  restoreAttachment,
  restoreVersion,
} from '#api/attachments.ts';
import { uploadFile } from '#api/files.ts';
import { useApi } from '#ui/api.tsx';
import { useText } from '#ui/i18n.tsx';
import { useProblemText } from '#ui/problem.tsx';
import { toast } from '#ui/toast.tsx';

export function useAttachmentList(entity: string, id: string) {
  const client = useApi();
  return useQuery({
    queryKey: ['records', entity, 'one', id, 'attachments'],
    queryFn: () => client.call(listAttachments, { params: { entity, id } }),
  });
}

export function useAttachmentDeeds(entity: string, id: string) {
  const t = useText();
  const client = useApi();
  const queries = useQueryClient();
  const sentence = useProblemText();
  const news = () => {
    void queries.invalidateQueries({ queryKey: ['records', entity, 'one', id, 'attachments'] });
    void queries.invalidateQueries({ queryKey: ['records', entity, 'one', id, 'timeline'] });
  };
  const told = { onSettled: news, onError: (error: Error) => toast(sentence(error), { stay: true }) };
  const sent = async (file: File): Promise<string> => {
    const body = new FormData();
    body.append('file', file);
    return (await client.call(uploadFile, { body })).id;
  };
  const attach = useMutation({
    async mutationFn(files: readonly File[]) {
      for (const file of files)
        await client.call(attachFile, { params: { entity, id }, body: { file: await sent(file) } });
    },
    ...told,
  });
  const replace = useMutation({
    mutationFn: async ({ attachment, file }: { attachment: string; file: File }) =>
      client.call(addVersion, { params: { id: attachment }, body: { file: await sent(file) } }),
    ...told,
  });
  const bringBack = useMutation({
    mutationFn: ({ attachment, number }: { attachment: string; number: number }) =>
      client.call(restoreVersion, { params: { id: attachment }, body: { number } }),
    ...told,
  });
  const undo = useMutation({
    mutationFn: (attachment: string) => client.call(restoreAttachment, { params: { id: attachment } }),
    ...told,
  });
  const remove = useMutation({
    mutationFn: ({ attachment }: { attachment: string; name: string }) =>
      client.call(deleteAttachment, { params: { id: attachment } }),
    ...told,
    onSuccess: (_, { attachment, name }) =>
      toast(t('record.files.removed', { name }), {
        action: { label: t('ui.action.undo'), run: () => undo.mutate(attachment) },
      }),
  });
  const busy = attach.isPending || replace.isPending;
  return {
    attach: attach.mutate,
    replace: replace.mutate,
    bringBack: bringBack.mutate,
    remove: remove.mutate,
    busy,
  };
}
