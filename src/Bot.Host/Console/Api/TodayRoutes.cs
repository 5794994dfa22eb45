using System.Security.Cryptography;
using System.Text;
using Bot.Host.Console.Access;
using Bot.Host.Operators;

namespace Bot.Host.Console.Api;

/// <summary>
/// The operators' routes of <c>/api</c> once more under <c>/api/v1</c>: each with the permission it needs, done in the name of whoever is
/// signed in (whatever the body says), and noted in the audit trail.
/// </summary>
internal static class TodayRoutes
{
    private static readonly Dictionary<string, Rule> Rules = new(StringComparer.Ordinal)
    {
        ["GET /interactions"] = new(Permission.View, "互动记录", "The record of interactions", Query: "conversation member channel from to kind counted order limit after format"),
        ["GET /members"] = new(Permission.View, "成员资料", "A member's profile"),
        ["GET /members/export"] = new(Permission.Admin, "导出一位成员的全部数据", "All data of a member", "member.exported"),
        ["DELETE /members"] = new(Permission.Admin, "删除一位成员的全部数据", "Erase a member", "member.erased"),
        ["PUT /members/zone"] = new(Permission.Serve, "成员的时区", "A member's time zone", "member.changed"),
        ["PUT /members/tags"] = new(Permission.Serve, "成员的标签", "A member's tags", "member.changed"),
        ["PUT /members/person"] = new(Permission.Serve, "合并或分开身份", "Join or part identities", "member.changed"),
        ["GET /members/forecast"] = new(Permission.View, "成员未来七天会收到什么", "What a member will get in seven days"),
        ["POST /pushes"] = new(Permission.Send, "请求一条推送", "Ask for a push", "push.asked"),
        ["GET /pushes"] = new(Permission.View, "推送列表", "The pushes", Query: "state id campaign channel member group limit after format"),
        ["GET /pushes/{id}"] = new(Permission.View, "一条推送", "One push"),
        ["POST /pushes/{id}/settle"] = new(Permission.Send, "人工确认推送结果", "Settle a push by hand", "push.settled"),
        ["POST /pushes/{id}/refund"] = new(Permission.Send, "退还名额", "Give a push's slots back", "push.refunded"),
        ["POST /why-not"] = new(Permission.View, "现在能不能推，为什么", "Would this push go, and why not"),
        ["GET /campaigns"] = new(Permission.View, "推送计划", "The campaigns", Query: "format"),
        ["GET /campaigns/{id}"] = new(Permission.View, "一个推送计划", "One campaign"),
        ["PUT /campaigns"] = new(Permission.Edit, "写推送计划的草稿", "Write a campaign's draft", "campaign.written"),
        ["POST /campaigns/preview"] = new(Permission.Edit, "预览人群", "Preview an audience"),
        ["POST /campaigns/{id}/submit"] = new(Permission.Send, "提交推送计划", "Submit a campaign", "campaign.submitted"),
        ["POST /campaigns/{id}/approve"] = new(Permission.Send, "批准推送计划（不能是提交的人）", "Approve a campaign (not by who submitted it)", "campaign.approved", Person: true),
        ["POST /campaigns/{id}/pause"] = new(Permission.Send, "暂停", "Pause a campaign", "campaign.paused"),
        ["POST /campaigns/{id}/resume"] = new(Permission.Send, "继续", "Resume a campaign", "campaign.resumed"),
        ["POST /campaigns/{id}/kill"] = new(Permission.Send, "终止", "Kill a campaign", "campaign.killed"),
        ["GET /campaigns/{id}/funnel"] = new(Permission.View, "计划的漏斗", "A campaign's funnel"),
        ["GET /library"] = new(Permission.View, "内容库存", "The stock of content"),
        ["GET /handoffs"] = new(Permission.View, "等待人工的会话", "Conversations that wait for a person"),
        ["POST /conversations/edit"] = new(Permission.Serve, "改已发的消息", "Edit a message", "conversation.edited"),
        ["POST /conversations/take-back"] = new(Permission.Serve, "撤回消息", "Take a message back", "conversation.took-back"),
        ["GET /outbox/dead"] = new(Permission.View, "没能送达的消息", "Messages that could not be delivered"),
        ["GET /unanswered"] = new(Permission.View, "未答的问题", "What nobody answered", Query: "limit min all format"),
        ["GET /speak"] = new(Permission.View, "各群的主动发言", "Speaking unasked, by group"),
        ["GET /speak/queue"] = new(Permission.View, "等待标注的发言", "What waits for a label"),
        ["POST /speak/labels"] = new(Permission.Edit, "标注", "Label", "speak.labelled"),
        ["PUT /speak/mode"] = new(Permission.Publish, "一个群的主动发言开关", "The switch of a group", "speak.switched"),
        ["GET /content/state"] = new(Permission.View, "生效的内容版本", "Which content is in force"),
        ["POST /content/reload"] = new(Permission.Publish, "重新读取内容文件", "Read the content's files again", "content.reloaded"),
    };

    private sealed record Rule(Permission Needs, string Zh, string En, string? Noted = null, bool Person = false, string Query = "");

    public static void Map(IEndpointRouteBuilder v1)
    {
        var today = v1.MapGroup("").AddEndpointFilter(CursorAsync).AddEndpointFilter(ActAsync);
        ((IEndpointConventionBuilder)today).Add(builder =>
        {
            var method = builder.Metadata.OfType<IHttpMethodMetadata>().Last().HttpMethods[0];
            var path = ((RouteEndpointBuilder)builder).RoutePattern.RawText!;
            if (Rules.TryGetValue($"{method} {path[ApiV1.Root.Length..]}", out var rule))
            {
                builder.Metadata.Add(new Needs(rule.Needs));
                builder.Metadata.Add(new RouteWords(rule.Zh, rule.En, rule.Query.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                builder.Metadata.Add(rule);
            }
        });
        InteractionRoutes.Map(today);
        MemberRoutes.Map(today);
        MemberEditRoutes.Map(today);
        PushRoutes.Map(today);
        ForecastRoutes.Map(today);
        CampaignRoutes.Map(today);
        ConversationRoutes.Map(today);
        UnansweredRoutes.Map(today);
        SpeakRoutes.Map(today);
        ContentRoutes.MapState(today, "/content/state");
    }

    // A cursor that no page ever gave; the stores say so by FormatException.
    private static async ValueTask<object?> CursorAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (FormatException)
        {
            return ApiProblem.Of(400, "cursor_wrong", "after 不是之前返回的游标", "after is not a cursor that an earlier page gave");
        }
    }

    private static async ValueTask<object?> ActAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var who = context.HttpContext.Operator();
        var rule = context.HttpContext.GetEndpoint()!.Metadata.GetMetadata<Rule>()!;
        if (rule.Person && who.IsKey)
        {
            return ApiProblem.Of(403, "person_needed", "批准要由人登录来做，不能用 API 密钥", "A person must approve, not an API key");
        }

        var on = On(context);
        for (var i = 0; i < context.Arguments.Count; i++)
        {
            context.Arguments[i] = InTheNameOf(who, context.Arguments[i]);
        }

        var result = await next(context).ConfigureAwait(false);
        if (rule.Noted is { } what && result is not IStatusCodeHttpResult { StatusCode: >= 400 })
        {
            var why = context.Arguments.OfType<CampaignOperator>().FirstOrDefault()?.Note ?? context.Arguments.OfType<PushSettle>().FirstOrDefault()?.Reason ?? context.Arguments.OfType<PushAsk>().FirstOrDefault()?.Reason;
            await context.HttpContext.RequestServices.GetRequiredService<Audit>().NoteAsync(who, what, on, why, CancellationToken.None).ConfigureAwait(false);
        }

        return rule.Query.EndsWith("format", StringComparison.Ordinal) ? Csv.Of(context.HttpContext.Request, result, Segment(context)) : result;
    }

    private static string Segment(EndpointFilterInvocationContext context) => context.HttpContext.Request.Path.Value!.Split('/')[3];

    private static object? InTheNameOf(Operator who, object? body) => body switch
    {
        CampaignBody campaign => campaign with { By = who.Name },
        CampaignOperator act => act with { By = who.Name },
        SpeakLabels labels => labels with { Operator = who.Name },
        SpeakModeBody mode => mode with { Operator = who.Name },
        PushAsk { OverrideBy.Length: > 0 } push => push with { OverrideBy = who.Name, OverrideRoles = who.RoleNames },
        // Members see this one.
        OperatorAct act => act with { Operator = who.Display },
        _ => body,
    };

    // Members are named by a hash: the trail outlives the erasure of their data.
    private static string On(EndpointFilterInvocationContext context)
    {
        var values = context.HttpContext.Request;
        return context.Arguments.Select(argument => argument switch
        {
            CampaignBody { Id: { } id } => $"campaign/{id}",
            PushAsk { Id: { } id } => $"push/{id}",
            OperatorAct act => $"conversation/{act.Channel}/{Hash(act.Conversation)}",
            SpeakLabels labels => $"group/{labels.Channel}/{labels.Group}",
            SpeakModeBody mode => $"group/{mode.Channel}/{mode.Group}/{mode.Mode}",
            MemberEdit edit => $"member/{edit.Channel}/{Hash(edit.Id)}",
            _ => null,
        }).FirstOrDefault(on => on is not null)
            ?? (values.RouteValues["id"] is string named ? $"{(Segment(context) == "pushes" ? "push" : "campaign")}/{named}"
            : Segment(context) == "members" ? $"member/{values.Query["channel"]}/{Hash(values.Query["id"])}"
            : Segment(context));
    }

    /// <summary>An id as the trail names it.</summary>
    internal static string Hash(string? id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id ?? "")).AsSpan(0, 6));
}
