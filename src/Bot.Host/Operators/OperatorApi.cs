namespace Bot.Host.Operators;

/// <summary>What operators' tools may call, all behind the operator key.</summary>
public static class OperatorApi
{
    /// <summary>Maps the routes.</summary>
    public static IEndpointRouteBuilder MapOperatorApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<OperatorKey>().Admits(context.HttpContext.Request)
                ? await next(context).ConfigureAwait(false)
                : Results.Problem(statusCode: 401, title: "需要操作员密钥 / the operator key is missing or wrong", detail: "Send it as X-Operator-Key. See Operator:Key, or the file data/operator.key."));
        InteractionRoutes.Map(api);
        MemberRoutes.Map(api);
        ConversationRoutes.Map(api);
        ContentRoutes.Map(api);
        return routes;
    }
}
