/** What a person is told: mentions, notes and changes of records they follow, records and tasks that became theirs. */
import { endpoint } from './endpoint.ts';
import type {
  Followers,
  NoticeQuery,
  NoticeSettings,
  ReadNotices,
  SetFollowing,
} from './schemas/generated/api.ts';

export type {
  Followers,
  NoticeQuery,
  NoticeSettings,
  ReadNotices,
  SetFollowing,
} from './schemas/generated/api.ts';

const def = (name: string) => ({ file: 'notices', def: name });

export type NoticeKind = keyof NoticeSettings['tell'];

export interface Notice {
  readonly id: string;
  readonly at: string;
  readonly kind: NoticeKind;
  /** Who did it; null: a process or the platform. */
  readonly who: { readonly id: string | null; readonly name: string } | null;
  /** `title` null: the record is gone or may no longer be seen, and nothing else of it is told. */
  readonly record: { readonly entity: string; readonly id: string; readonly title: string | null } | null;
  /** Beginning of the note. */
  readonly text?: string;
  readonly note?: string;
  readonly changes?: readonly { readonly field: string; readonly from?: unknown; readonly to?: unknown }[];
  readonly task?: { readonly id: string; readonly name: string };
  readonly read: boolean;
}

export const listNotices = endpoint<{
  query: NoticeQuery;
  reply: { items: Notice[]; next: string | null; unread: number };
}>()({
  method: 'GET',
  path: '/api/notices',
  access: 'person',
  summary: 'What I was told, latest first, and how much of it is new.',
  query: def('NoticeQuery'),
});

export const readNotices = endpoint<{ body: ReadNotices }>()({
  method: 'POST',
  path: '/api/notices/read',
  access: 'person',
  summary: 'Marks notices as read, or as new again.',
  body: def('ReadNotices'),
  status: 204,
});

export const getNoticeSettings = endpoint<{ reply: NoticeSettings }>()({
  method: 'GET',
  path: '/api/notices/settings',
  access: 'person',
  summary: 'What I want to be told, and which records I follow by themselves.',
  reply: def('NoticeSettings'),
});

export const setNoticeSettings = endpoint<{ body: NoticeSettings; reply: NoticeSettings }>()({
  method: 'PUT',
  path: '/api/notices/settings',
  access: 'person',
  summary: 'Changes what I want to be told.',
  body: def('NoticeSettings'),
  reply: def('NoticeSettings'),
});

export const getFollowers = endpoint<{ reply: Followers }>()({
  method: 'GET',
  path: '/api/records/:entity/:id/followers',
  access: 'person',
  summary: 'Who follows a record.',
  reply: def('Followers'),
});

export const setFollowing = endpoint<{ body: SetFollowing; reply: Followers }>()({
  method: 'PUT',
  path: '/api/records/:entity/:id/following',
  access: 'person',
  summary: 'Follows a record, or leaves it.',
  body: def('SetFollowing'),
  reply: def('Followers'),
});
