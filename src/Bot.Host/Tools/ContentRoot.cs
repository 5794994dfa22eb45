namespace Bot.Host.Tools;

/// <summary>Finds the folder that holds <c>appsettings.json</c>, <c>templates</c> and <c>dialogs</c>.</summary>
public static class ContentRoot
{
    /// <summary>The working folder when it holds the content, else the nearest folder above the program that does, else the working folder.</summary>
    public static string Find() => Find(Directory.GetCurrentDirectory(), AppContext.BaseDirectory);

    internal static string Find(string working, string program)
    {
        if (Holds(working))
        {
            return working;
        }

        for (var folder = new DirectoryInfo(program); folder is not null; folder = folder.Parent)
        {
            if (Holds(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return working;
    }

    private static bool Holds(string folder) =>
        Directory.Exists(Path.Combine(folder, "templates")) && Directory.Exists(Path.Combine(folder, "dialogs"));
}
