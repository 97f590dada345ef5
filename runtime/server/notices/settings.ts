/** What a person wants to be told, and which records they follow by themselves. Everything, until they choose. */
import type { Json } from '#metadata/value.ts';
import type { NoticeSettings } from '../../api/notices.ts';

export const TOLD_ALL: NoticeSettings = {
  tell: { mention: true, note: true, change: true, assigned: true, task: true },
  follow: { own: true, created: true, noted: true, mentioned: true },
};

/** @param kept as it was chosen, perhaps before there was so much to choose */
export function settingsOf(kept: Json): NoticeSettings {
  const { tell, follow } = (kept ?? {}) as Partial<NoticeSettings>;
  return { tell: { ...TOLD_ALL.tell, ...tell }, follow: { ...TOLD_ALL.follow, ...follow } };
}
