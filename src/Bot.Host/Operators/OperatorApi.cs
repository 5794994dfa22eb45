namespace Bot.Host.Operators;

/// <summary>What operators' tools may call, all behind the operator key.</summary>
public static class OperatorApi
{
    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapOperatorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter(BadCursor).AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<OperatorKey>().Admits(context.HttpContext.Request)
                ? await next(context).ConfigureAwait(false)
                : Results.Problem(statusCode: 401, title: "需要操作员密钥 / the operator key is missing or wrong", detail: "Send it as X-Operator-Key. See Operator:Key, or the file data/operator.key."));
        InteractionRoutes.Map(api);
        MemberRoutes.Map(api);
        MemberEditRoutes.Map(api);
        PushRoutes.Map(api);
        ForecastRoutes.Map(api);
        CampaignRoutes.Map(api);
        ConversationRoutes.Map(api);
        ConversationRoutes.MapTaking(api);
        ContentRoutes.Map(api);
        UnansweredRoutes.Map(api);
        SpeakRoutes.Map(api);
        return routes;
    }

    // A cursor that no page ever gave; the stores say so by FormatException.
    private static async ValueTask<object?> BadCursor(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (FormatException)
        {
            return Results.Problem(statusCode: 400, title: "after 不是之前返回的游标 / after is not a cursor that an earlier page gave");
        }
    }
}
