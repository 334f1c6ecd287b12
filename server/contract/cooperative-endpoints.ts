import { z } from 'zod';
import { id } from './basics.ts';
import { memberLink } from './booking.ts';
import { cooperative, cooperativeDraft, member, memberAtDesk, memberDraft } from './cooperative.ts';
import { endpoint } from './endpoint.ts';

const desk = ['dispatcher', 'manager', 'administrator'] as const;
const staff = ['receiver', ...desk] as const;
const atHub = z.object({ hub: id });
const atMember = atHub.extend({ member: id });

/** Cooperatives and the people of them who book. */
export const cooperativeEndpoints = {
  listCooperatives: endpoint({
    id: 'listCooperatives',
    method: 'GET',
    path: '/api/hubs/:hub/cooperatives',
    access: staff,
    summary: 'The cooperatives of the hub, by name',
    params: atHub,
    out: z.array(cooperative),
  }),
  addCooperative: endpoint({
    id: 'addCooperative',
    method: 'POST',
    path: '/api/hubs/:hub/cooperatives',
    access: desk,
    summary: 'Add a cooperative',
    params: atHub,
    body: cooperativeDraft,
    out: cooperative,
    status: 201,
    errors: ['NAME_TAKEN'],
  }),
  updateCooperative: endpoint({
    id: 'updateCooperative',
    method: 'PATCH',
    path: '/api/hubs/:hub/cooperatives/:cooperative',
    access: desk,
    summary: 'Save all that is kept of a cooperative; its requests follow its name',
    params: atHub.extend({ cooperative: id }),
    body: cooperativeDraft,
    out: cooperative,
    errors: ['COOPERATIVE_UNKNOWN', 'NAME_TAKEN'],
  }),

  listMembers: endpoint({
    id: 'listMembers',
    method: 'GET',
    path: '/api/hubs/:hub/members',
    access: desk,
    summary: 'Growers, leaders and agents of the hub’s cooperatives, with their phones',
    params: atHub,
    out: z.array(memberAtDesk),
  }),
  addMember: endpoint({
    id: 'addMember',
    method: 'POST',
    path: '/api/hubs/:hub/members',
    access: desk,
    summary: 'Add a member to a cooperative',
    params: atHub,
    body: memberDraft,
    out: member,
    status: 201,
    errors: ['COOPERATIVE_UNKNOWN'],
  }),
  updateMember: endpoint({
    id: 'updateMember',
    method: 'PATCH',
    path: '/api/hubs/:hub/members/:member',
    access: desk,
    summary: 'Save all that is kept of a member',
    params: atMember,
    body: memberDraft,
    out: member,
    errors: ['MEMBER_UNKNOWN', 'COOPERATIVE_UNKNOWN'],
  }),
  inviteMember: endpoint({
    id: 'inviteMember',
    method: 'POST',
    path: '/api/hubs/:hub/members/:member/link',
    access: desk,
    summary: 'Make a one-time link that binds her phone; an older one that was not tapped ends',
    params: atMember,
    out: memberLink,
    status: 201,
    errors: ['MEMBER_UNKNOWN'],
  }),
  revokeMemberSession: endpoint({
    id: 'revokeMemberSession',
    method: 'DELETE',
    path: '/api/hubs/:hub/members/:member/sessions/:session',
    access: desk,
    summary: 'Unbind a phone',
    params: atMember.extend({ session: id }),
    status: 204,
    errors: ['MEMBER_UNKNOWN'],
  }),
  exportMember: endpoint({
    id: 'exportMember',
    method: 'GET',
    path: '/api/hubs/:hub/members/:member/data',
    access: desk,
    summary: 'All that is kept of a person, as JSON',
    params: atMember,
    kind: 'file',
    fileType: 'application/json',
    errors: ['MEMBER_UNKNOWN'],
  }),
  removeMember: endpoint({
    id: 'removeMember',
    method: 'DELETE',
    path: '/api/hubs/:hub/members/:member',
    access: desk,
    summary: 'Delete a person’s data: name, phone, places, phones; her requests stay without a name',
    params: atMember,
    status: 204,
    errors: ['MEMBER_UNKNOWN'],
  }),
} as const;
