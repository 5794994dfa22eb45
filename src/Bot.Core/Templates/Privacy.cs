namespace Bot.Core.Templates;

/// <summary>Which values must never reach a group (requirements A5, G5), whatever the model says.</summary>
internal static class Privacy
{
    /// <summary>True for names that always hold a person's own matters. The shop's own phone and address stand under <c>shop</c> and are not declared by models.</summary>
    public static bool IsPrivateName(string name) =>
        name is "order" or "orders" or "order_no" or "order_id" or "phone" or "phone_tail" or "mobile" or "address" or "id_card" or "courier_no";
}
