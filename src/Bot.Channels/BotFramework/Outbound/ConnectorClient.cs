using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Bot.Core.Activities;

namespace Bot.Channels.BotFramework.Outbound;

/// <summary>
/// Bot Connector REST API v3. Give it service addresses out of <see cref="Route"/> only: those were named by an
/// authenticated activity, and our token goes nowhere else. It holds no queue: who calls it keeps a conversation's order
/// by awaiting one call before the next. What each outcome means: <see cref="Called{T}"/>.
/// </summary>
public sealed class ConnectorClient
{
    private readonly ConnectorCall _call;

    /// <summary>Makes it.</summary>
    /// <param name="options">Which addresses are allowed, how long a call may take.</param>
    /// <param name="http">Must not follow redirects and must guard its connections; <c>AddBotFramework</c> makes one.</param>
    /// <param name="tokens">Our own tokens.</param>
    /// <param name="clock">For time-outs and Retry-After dates.</param>
    public ConnectorClient(BotFrameworkOptions options, HttpMessageInvoker http, OutboundTokens tokens, TimeProvider clock) =>
        _call = new ConnectorCall(http, tokens, options, clock);

    /// <summary>Says something: on the reply route where <paramref name="replyToId"/> is given. Returns the activity's id, empty when the channel gave none.</summary>
    /// <param name="serviceUrl">The route's service address.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="replyToId">The activity that it answers.</param>
    /// <param name="activity">The activity as JSON.</param>
    /// <param name="cancel">Stops waiting; the channel may have it nevertheless.</param>
    /// <param name="audience">The parent bot that the token is for; null for the connector of our cloud.</param>
    public async ValueTask<Called<string>> SendAsync(string serviceUrl, string conversation, string? replyToId, byte[] activity, CancellationToken cancel, string? audience = null)
    {
        var address = string.IsNullOrEmpty(replyToId)
            ? ServiceAddress.Route(serviceUrl, "", "conversations", conversation, "activities")
            : ServiceAddress.Route(serviceUrl, "", "conversations", conversation, "activities", replyToId);
        return (await _call.SendAsync(HttpMethod.Post, address, activity, cancel, audience)).Map(ConnectorAnswers.Id);
    }

    /// <summary>Replaces an activity of ours. Returns its id, empty when the channel gave none.</summary>
    /// <param name="serviceUrl">The route's service address.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="activityId">Which.</param>
    /// <param name="activity">The new one as JSON.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="audience">The parent bot that the token is for; null for the connector of our cloud.</param>
    public async ValueTask<Called<string>> UpdateAsync(string serviceUrl, string conversation, string activityId, byte[] activity, CancellationToken cancel, string? audience = null) =>
        (await _call.SendAsync(HttpMethod.Put, ServiceAddress.Route(serviceUrl, "", "conversations", conversation, "activities", activityId), activity, cancel, audience)).Map(ConnectorAnswers.Id);

    /// <summary>Takes an activity of ours back.</summary>
    /// <param name="serviceUrl">The route's service address.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="activityId">Which.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <param name="audience">The parent bot that the token is for; null for the connector of our cloud.</param>
    public async ValueTask<Called<string>> DeleteAsync(string serviceUrl, string conversation, string activityId, CancellationToken cancel, string? audience = null) =>
        (await _call.SendAsync(HttpMethod.Delete, ServiceAddress.Route(serviceUrl, "", "conversations", conversation, "activities", activityId), null, cancel, audience)).Map(_ => activityId);

    /// <summary>Opens a direct conversation with a member, or finds the one that there is.</summary>
    /// <param name="route">Service address, bot and tenant.</param>
    /// <param name="member">With whom.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<Called<OpenedConversation>> OpenAsync(Route route, Account member, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            isGroup = false,
            bot = new { id = route.Bot.Id, name = route.Bot.Name },
            members = new[] { new { id = member.Id, name = member.Name } },
            tenantId = route.TenantId,
            channelData = route.TenantId is null ? null : new { tenant = new { id = route.TenantId } },
        }, Compact);
        var called = await _call.SendAsync(HttpMethod.Post, ServiceAddress.Route(route.ServiceUrl, "", "conversations"), body, cancel);

        // Without an id there is nothing to send to; that it may have been opened harms nobody.
        return called is Called<byte[]>.Ok ok && ConnectorAnswers.Opened(ok.Value) is null
            ? new Called<OpenedConversation>.No(200, "the channel opened a conversation without telling its id")
            : called.Map(answer => ConnectorAnswers.Opened(answer)!);
    }

    /// <summary>All members, for channels that do not page.</summary>
    /// <param name="serviceUrl">The route's service address.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<Called<ImmutableArray<Account>>> MembersAsync(string serviceUrl, string conversation, CancellationToken cancel) =>
        (await _call.SendAsync(HttpMethod.Get, ServiceAddress.Route(serviceUrl, "", "conversations", conversation, "members"), null, cancel)).Map(ConnectorAnswers.Members);

    /// <summary>One page of members.</summary>
    /// <param name="serviceUrl">The route's service address.</param>
    /// <param name="conversation">The conversation's id.</param>
    /// <param name="pageSize">How many to ask for.</param>
    /// <param name="continuation">From the page before; null for the first.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async ValueTask<Called<MemberPage>> MembersPageAsync(string serviceUrl, string conversation, int pageSize, string? continuation, CancellationToken cancel)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"?pageSize={pageSize}")
            + (continuation is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}");
        return (await _call.SendAsync(HttpMethod.Get, ServiceAddress.Route(serviceUrl, query, "conversations", conversation, "pagedmembers"), null, cancel)).Map(ConnectorAnswers.Page);
    }

    private static JsonSerializerOptions Compact { get; } = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
