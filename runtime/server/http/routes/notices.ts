/** What people are told, and which records they follow. */
import * as api from '../../../api/notices.ts';
import { type Route, route } from '../route.ts';

export const noticeRoutes: readonly Route[] = [
  route(api.listNotices, ({ query, principal, services }) => services.notices.list(principal, query ?? {})),
  route(api.readNotices, ({ body, principal, services }) => services.notices.read(principal, body ?? {})),
  route(api.getNoticeSettings, ({ principal, services }) => services.notices.settings(principal)),
  route(api.setNoticeSettings, ({ body, principal, services }) =>
    services.notices.setSettings(principal, body),
  ),
  route(api.getFollowers, ({ params, principal, services }) =>
    services.notices.followers(principal, params.entity, params.id),
  ),
  route(api.setFollowing, ({ params, body, principal, services }) =>
    services.notices.setFollowing(principal, params.entity, params.id, body.follows),
  ),
];
