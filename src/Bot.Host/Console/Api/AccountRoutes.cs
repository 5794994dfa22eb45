using System.Collections.Immutable;
using Bot.Host.Console.Access;
using Bot.Host.Operators;

namespace Bot.Host.Console.Api;

/// <summary>A new account.</summary>
/// <param name="Name">What they sign in with.</param>
/// <param name="Display">What others see; the name when absent.</param>
/// <param name="Roles">One or more of <c>viewer, editor, publisher, approver, admin</c>.</param>
/// <param name="Password">10 characters or more.</param>
public sealed record AccountBody(string? Name, string? Display, ImmutableArray<string>? Roles, string? Password);

/// <summary>A change of an account; what is absent stays.</summary>
/// <param name="Display">What others see.</param>
/// <param name="Roles">All roles.</param>
/// <param name="Disabled">True keeps them out.</param>
/// <param name="Password">A new password.</param>
/// <param name="Reason">Why, for the audit trail.</param>
public sealed record AccountEdit(string? Display, ImmutableArray<string>? Roles, bool? Disabled, string? Password, string? Reason);

/// <summary>An account as administrators see it.</summary>
/// <param name="Name">What they sign in with.</param>
/// <param name="Display">What others see.</param>
/// <param name="Roles">Their roles.</param>
/// <param name="Disabled">True when they may not sign in.</param>
/// <param name="Language">Their language.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="PasswordAt">When the password was set.</param>
/// <param name="Etag">For <c>If-Match</c> of a change.</param>
public sealed record AccountView(string Name, string Display, IReadOnlyList<string> Roles, bool Disabled, string Language, DateTimeOffset CreatedAt, DateTimeOffset PasswordAt, string Etag);

/// <summary>Administrators keep the accounts.</summary>
internal static class AccountRoutes
{
    public static void Map(IEndpointRouteBuilder v1)
    {
        v1.MapGet("/accounts", async (Accounts accounts, CancellationToken cancel) =>
            Results.Json(new { items = (await accounts.ListAsync(cancel).ConfigureAwait(false)).Select(Of) }, ApiJson.Options))
            .Needs(Permission.Admin).Says("账号", "The accounts", "format").WithCsv("accounts", "name", "display", "roles");
        v1.MapPost("/accounts", async (AccountBody body, HttpContext context, Accounts accounts, CancellationToken cancel) =>
            Told(context, await accounts.CreateAsync(context.Operator(), body.Name, body.Display, body.Roles ?? [], body.Password, cancel).ConfigureAwait(false), 201))
            .Needs(Permission.Admin).Says("新建账号", "Make an account").Produces<AccountView>(201);
        v1.MapPut("/accounts/{name}", async (string name, AccountEdit body, HttpContext context, Accounts accounts, CancellationToken cancel) =>
        {
            var (expected, bad) = ETags.Expected(context);
            var change = new AccountChange(body.Display, body.Roles, body.Disabled, body.Password, Why: body.Reason);
            return bad is not null ? ApiProblem.Of(bad) : Told(context, await accounts.ChangeAsync(context.Operator(), name, change, expected, cancel).ConfigureAwait(false), 200);
        }).Needs(Permission.Admin).Says("改账号；改密码、角色或停用后，其登录随即失效", "Change an account; a change of password, roles or state ends its sessions").Produces<AccountView>();
    }

    private static IResult Told(HttpContext context, (KeptAccount? Account, Refusal? Wrong) outcome, int status)
    {
        if (outcome.Wrong is { } wrong)
        {
            return ApiProblem.Of(wrong, outcome.Account is { } current ? new { current = Of(current) } : null);
        }

        ETags.Set(context, outcome.Account!.Version);
        return Results.Json(Of(outcome.Account), ApiJson.Options, statusCode: status);
    }

    private static AccountView Of(KeptAccount kept) =>
        new(kept.Account.Name, kept.Account.Display, kept.Account.Roles, kept.Account.Disabled, kept.Account.Language, kept.Account.CreatedAt, kept.Account.PasswordAt, ETags.Of(kept.Version));
}
