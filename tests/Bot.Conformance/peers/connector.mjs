// Microsoft's own route table of the Bot Connector (ChannelServiceRoutes) on express, with a handler that writes down what it is asked.
import express from 'express';
import botbuilder from 'botbuilder';
import { listen } from './ready.mjs';

const { ChannelServiceRoutes, ChannelServiceHandlerBase } = botbuilder;
const seen = [];
const note = (route, rest) => seen.push({ route, ...rest });

class Connector extends ChannelServiceHandlerBase {
  async authenticate(authHeader) { this.auth = authHeader; return { claims: [] }; }
  async onSendToConversation(_, conversation, activity) { note('send', { conversation, activity, auth: this.auth }); return { id: 'sent-1' }; }
  async onReplyToActivity(_, conversation, activityId, activity) { note('reply', { conversation, activityId, activity }); return { id: 'replied-1' }; }
  async onUpdateActivity(_, conversation, activityId, activity) { note('update', { conversation, activityId, activity }); return { id: activityId }; }
  async onDeleteActivity(_, conversation, activityId) { note('delete', { conversation, activityId }); }
  async onCreateConversation(_, parameters) { note('create', { parameters }); return { id: 'opened/1;x', serviceUrl: 'https://elsewhere.example/', activityId: 'first' }; }
  async onGetConversationMembers(_, conversation) { note('members', { conversation }); return [{ id: 'u1', name: '甲' }, { id: 'u2' }]; }
  async onGetConversationPagedMembers(_, conversation, pageSize, continuationToken) {
    note('pagedmembers', { conversation, pageSize, continuationToken });
    return continuationToken ? { members: [{ id: 'u3' }] } : { members: [{ id: 'u1' }, { id: 'u2' }], continuationToken: 'next/页 +' };
  }
}

const app = express();
app.get('/seen', (_, response) => response.json(seen.splice(0)));
app.use(express.json());
new ChannelServiceRoutes(new Connector()).register(app, process.argv[2] ?? '');
listen(app);
