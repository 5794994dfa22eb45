namespace Bot.Host.Console.Access;

/// <summary>What somebody may do in the console. Editing, publishing and sending are apart.</summary>
[Flags]
public enum Permission
{
    /// <summary>Nothing but being there: for what everybody who is signed in may do.</summary>
    None = 0,

    /// <summary>Read everything but accounts, keys and the audit trail.</summary>
    View = 1,

    /// <summary>Write drafts of content and of campaigns.</summary>
    Edit = 2,

    /// <summary>Talk with members, and mend their tags.</summary>
    Serve = 4,

    /// <summary>Put content in force.</summary>
    Publish = 8,

    /// <summary>Let pushes go, hold them, and approve campaigns.</summary>
    Send = 16,

    /// <summary>Accounts, keys, the audit trail, a member's whole data.</summary>
    Admin = 32,

    /// <summary>All of them.</summary>
    All = View | Edit | Serve | Publish | Send | Admin,
}

/// <summary>Roles, as accounts have them, and what each permits.</summary>
public static class Roles
{
    /// <summary>The role that may do everything; there is always one active account with it.</summary>
    public const string Admin = "admin";

    /// <summary>The role that lets pushes go.</summary>
    public const string Approver = "approver";

    private static readonly (string Role, Permission Permits)[] All =
    [
        ("viewer", Permission.View),
        ("editor", Permission.View | Permission.Edit | Permission.Serve),
        ("publisher", Permission.View | Permission.Edit | Permission.Serve | Permission.Publish),
        (Approver, Permission.View | Permission.Send),
        (Admin, Permission.All),
    ];

    private static readonly (string Name, Permission Permission)[] Single =
    [
        ("view", Permission.View), ("edit", Permission.Edit), ("serve", Permission.Serve), ("publish", Permission.Publish), ("send", Permission.Send), ("admin", Permission.Admin),
    ];

    /// <summary>The names of all roles.</summary>
    public static IEnumerable<string> Names => All.Select(one => one.Role);

    /// <summary>The names of all permissions.</summary>
    public static IEnumerable<string> PermissionNames => Single.Select(one => one.Name);

    /// <summary>What some roles permit together; an unknown role permits nothing.</summary>
    public static Permission Permits(IEnumerable<string> roles) =>
        roles.Aggregate(Permission.None, (sum, role) => sum | Array.Find(All, one => one.Role == role).Permits);

    /// <summary>Permissions by their names; null when one is unknown.</summary>
    public static Permission? Read(IEnumerable<string> names)
    {
        var sum = Permission.None;
        foreach (var name in names)
        {
            if (Array.Find(Single, one => one.Name == name) is not { Name: not null } found)
            {
                return null;
            }

            sum |= found.Permission;
        }

        return sum;
    }

    /// <summary>The names of permissions.</summary>
    public static IReadOnlyList<string> NamesOf(Permission permissions) => [.. Single.Where(one => permissions.HasFlag(one.Permission)).Select(one => one.Name)];
}
